//! HTTP: requests in, answers out, on a thread of its own. What is answered is `answer`'s affair and to whom is `guard`'s.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread::JoinHandle;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderName, HeaderValue, IF_NONE_MATCH, LOCATION,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::serve::ListenerExt;
use futures_util::stream;
use tokio::sync::watch::Receiver;

use super::answer::{Answer, answer};
use super::door::Door;
use super::dress::RELOAD;
use super::guard::{Reach, Refusal, admit, admit_to_reload};
use super::preview::Preview;
use super::{Message, Stop};

/// How long open connections have to end with the server.
const GRACE: Duration = Duration::from_millis(500);

/// How soon a browser asks again for a server that has ended.
const RETRY: Duration = Duration::from_millis(500);

/// What every answer needs.
#[derive(Clone)]
struct Server {
    reach: Reach,
    preview: Receiver<Arc<Preview>>,
    tell: Sender<Message>,
}

/// Answers until `stop` or Ctrl-C, of which the thread that builds is told.
pub fn answer_on_thread(
    door: Door,
    preview: Receiver<Arc<Preview>>,
    tell: Sender<Message>,
    stop: Stop,
) -> io::Result<JoinHandle<()>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let listeners = {
        let _context = runtime.enter();
        door.listeners.into_iter().map(tokio::net::TcpListener::from_std).collect::<io::Result<Vec<_>>>()?
    };
    let server = Server { reach: door.reach, preview, tell: tell.clone() };
    let router = Router::new().fallback(respond).with_state(server);
    let run = move || {
        runtime.block_on(async {
            tokio::spawn(stop_on_interrupt(stop.clone()));
            let serving: Vec<_> = listeners
                .into_iter()
                .map(|listener| tokio::spawn(listen(listener, router.clone(), stop.clone())))
                .collect();
            stop.wait().await;
            // It is gone already if it ended of itself.
            let _ = tell.send(Message::Stop);
            let ended = async {
                for each in serving {
                    let _ = each.await;
                }
            };
            // A connection that stalls does not hold the end up.
            let _ = tokio::time::timeout(GRACE, ended).await;
        });
        runtime.shutdown_background();
    };
    std::thread::Builder::new().name("answer".to_owned()).spawn(run)
}

async fn listen(listener: tokio::net::TcpListener, router: Router, stop: Stop) {
    // News for the reload channel is small, and late if it waits for more.
    let listener = listener.tap_io(|connection| {
        let _ = connection.set_nodelay(true);
    });
    // It ends without an error: what fails is a connection, never the listener.
    let _ = axum::serve(listener, router).with_graceful_shutdown(async move { stop.wait().await }).await;
}

async fn stop_on_interrupt(stop: Stop) {
    // Without a handler Ctrl-C ends the process at once, which loses nothing.
    if tokio::signal::ctrl_c().await.is_ok() {
        stop.now();
    }
}

async fn respond(State(server): State<Server>, request: Request) -> Response {
    let (request, _) = request.into_parts();
    let result = match admit(&request, server.reach) {
        Err(refusal) => Err(refusal),
        Ok(()) if request.uri.path() == RELOAD => admit_to_reload(&request.headers).map(|()| reload(server.preview)),
        Ok(()) => Ok(page(server, request.uri.path().to_owned(), request.uri.query().map(str::to_owned)).await),
    };
    let mut response = unless_known(result.unwrap_or_else(refuse), &request.headers);
    protect(response.headers_mut());
    response
}

/// Whoever has the answer already is told only that it still holds.
fn unless_known(mut response: Response, request: &HeaderMap) -> Response {
    let Some(tag) = response.headers().get(ETAG).and_then(|tag| tag.to_str().ok()) else { return response };
    let known = request.get_all(IF_NONE_MATCH).iter().filter_map(|tags| tags.to_str().ok());
    let is_known = known.flat_map(|tags| tags.split(',')).any(|known| known.trim() == tag || known.trim() == "*");
    if is_known && response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(CONTENT_TYPE);
    }
    response
}

fn refuse(refusal: Refusal) -> Response {
    let mut response = into_response(refusal.into());
    if refusal == Refusal::Method {
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

/// Renders on a thread where it may take its time.
async fn page(server: Server, path: String, query: Option<String>) -> Response {
    let rendered = tokio::task::spawn_blocking(move || {
        let preview = Arc::clone(&server.preview.borrow());
        let mut answer = answer(&preview, &path, query.as_deref());
        if let (Some((path, diagnostics)), Some(built)) = (answer.broken.take(), &preview.good) {
            // Nobody listens any more when the server ends.
            let _ = server.tell.send(Message::BrokenPage { path, diagnostics, built: Arc::clone(built) });
        }
        answer
    });
    match rendered.await {
        Ok(answer) => into_response(answer),
        Err(_) => (StatusCode::INTERNAL_SERVER_ERROR, "This page broke the renderer; the terminal says how.\n")
            .into_response(),
    }
}

fn into_response(answer: Answer) -> Response {
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = answer.status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(answer.media_type));
    let optional = [(CONTENT_SECURITY_POLICY, Some(answer.policy)), (LOCATION, answer.location), (ETAG, answer.tag)];
    for (name, value) in optional {
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
            headers.insert(name, value);
        }
    }
    response
}

/// What holds for every answer: nothing is shown without asking whether it still holds, guessed, or embedded by other sites.
fn protect(headers: &mut HeaderMap) {
    for (name, value) in [
        (CACHE_CONTROL, "no-cache"),
        (HeaderName::from_static("x-content-type-options"), "nosniff"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("referrer-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

/// Tells which build is shown, now and whenever it is another. It ends with the server.
fn reload(mut preview: Receiver<Arc<Preview>>) -> Response {
    // Marked as seen together with being read, so that no build falls between the two.
    let id = preview.borrow_and_update().id();
    let first = Event::default().retry(RETRY).data(id);
    let news = stream::unfold((preview, Some(first)), |(mut preview, first)| async move {
        let event = match first {
            Some(first) => first,
            None => {
                preview.changed().await.ok()?;
                let id = preview.borrow_and_update().id();
                Event::default().data(id)
            }
        };
        Some((Ok::<_, Infallible>(event), (preview, None)))
    });
    Sse::new(news).keep_alive(KeepAlive::default()).into_response()
}
