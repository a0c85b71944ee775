//! Who is answered, and for what. Any page that a browser has open can send requests to this machine, and a name that its
//! owner lets point here makes them look like our own (DNS rebinding); so nobody is believed but this very address.

use std::net::IpAddr;

use axum::http::header::{HOST, HeaderMap, ORIGIN};
use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::http::{Method, StatusCode};
use percent_encoding::percent_decode_str;

/// From where the server is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Its port.
    pub port: u16,
    /// Whether other machines may ask.
    pub is_open: bool,
}

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is for another server.
    Host,
    /// It would do more than read.
    Method,
    /// Another site listens in.
    Origin,
    /// The address cannot be a path.
    Path,
}

impl Refusal {
    /// The status and the words of the answer. Nothing of the request is repeated.
    pub fn answer(self) -> (StatusCode, &'static str) {
        match self {
            Self::Host => (
                StatusCode::MISDIRECTED_REQUEST,
                "This server answers to the address that it tells at its start only, and to localhost with its port.\n",
            ),
            Self::Method => (StatusCode::METHOD_NOT_ALLOWED, "This server is read with GET and HEAD only.\n"),
            Self::Origin => (StatusCode::FORBIDDEN, "Only pages of this server are told when to reload.\n"),
            Self::Path => (StatusCode::BAD_REQUEST, "This address is none.\n"),
        }
    }
}

/// Refuses what is not for us, and what would do more than read.
pub fn admit(request: &Parts, reach: Reach) -> Result<(), Refusal> {
    let host = host(&request.headers).ok_or(Refusal::Host)?;
    // A whole address in the request's first line counts more than Host; both have to be ours.
    let is_ours = is_own_host(host, reach)
        && request.uri.authority().is_none_or(|authority: &Authority| is_own_host(authority.as_str(), reach));
    if !is_ours {
        return Err(Refusal::Host);
    }
    if matches!(request.method, Method::GET | Method::HEAD) { Ok(()) } else { Err(Refusal::Method) }
}

/// Refuses every other site at the reload channel: when an author saves is nobody's business.
pub fn admit_to_reload(headers: &HeaderMap) -> Result<(), Refusal> {
    let host = host(headers).ok_or(Refusal::Host)?;
    let is_own = |origin: &str| origin.strip_prefix("http://").is_some_and(|origin| origin.eq_ignore_ascii_case(host));
    let has_own_origin = headers.get_all(ORIGIN).iter().all(|origin| origin.to_str().is_ok_and(is_own));
    // Other ports of this machine are the same site to a browser, and still not us.
    let is_from_here = headers.get_all("sec-fetch-site").iter().all(|site| site == "same-origin" || site == "none");
    if has_own_origin && is_from_here { Ok(()) } else { Err(Refusal::Origin) }
}

/// The one Host of a request; `None` if there is none, or more than one.
fn host(headers: &HeaderMap) -> Option<&str> {
    let mut hosts = headers.get_all(HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().ok(),
        _ => None,
    }
}

/// Whether a host with its port is this server. Names below localhost lead to this machine by definition (RFC 6761). Where
/// other machines may ask, they do so by its number: no owner of a name can make a number lead elsewhere.
fn is_own_host(host: &str, Reach { port, is_open }: Reach) -> bool {
    const HTTP: u16 = 80;
    let own_port = format!(":{port}");
    let name = match host.strip_suffix(&own_port) {
        Some(name) => name,
        None if port == HTTP => host,
        None => return false,
    };
    let name = name.to_ascii_lowercase();
    let is_label =
        |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    matches!(name.as_str(), "localhost" | "127.0.0.1" | "[::1]")
        || (is_open && name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().is_ok())
        || name.strip_suffix(".localhost").is_some_and(|labels| labels.split('.').all(is_label))
}

/// The path below the root that an address means, decoded once. It is only ever compared with the paths of the site, so
/// `..` leads nowhere; what no path can hold is refused.
pub fn decode(path: &str) -> Result<String, Refusal> {
    let path = path.strip_prefix('/').ok_or(Refusal::Path)?;
    let path = percent_decode_str(path).decode_utf8().map_err(|_| Refusal::Path)?;
    if path.contains(|character: char| character.is_control() || character == '\\') {
        return Err(Refusal::Path);
    }
    Ok(path.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_ours() {
        let is_own_host = |host: &str, port| is_own_host(host, Reach { port, is_open: false });
        for host in ["localhost:8240", "LocalHost:8240", "127.0.0.1:8240", "[::1]:8240", "edition.localhost:8240"] {
            assert!(is_own_host(host, 8240), "{host}");
        }
        for host in [
            "",
            "localhost",
            "127.0.0.1",
            "localhost:8241",
            "localhost:08240",
            "localhost.:8240",
            "evil.example:8240",
            ".localhost:8240",
            "127.0.0.1.evil.example:8240",
            "evil.example@127.0.0.1:8240",
            "a@b.localhost:8240",
            "0.0.0.0:8240",
            "::1:8240",
            "localhost:8240:8240",
        ] {
            assert!(!is_own_host(host, 8240), "{host}");
        }
        assert!(is_own_host("localhost", 80));
    }

    #[test]
    fn other_machines_ask_by_number() {
        let open = Reach { port: 8240, is_open: true };
        for host in ["192.168.0.7:8240", "[fe80::1]:8240", "localhost:8240"] {
            assert!(is_own_host(host, open), "{host}");
        }
        for host in ["evil.example:8240", "192.168.0.7", "192.168.0.7:80", "192.168.0.7.evil.example:8240"] {
            assert!(!is_own_host(host, open), "{host}");
        }
    }

    #[test]
    fn addresses_are_decoded_once() {
        assert_eq!(decode("/zh/%E7%AB%A0.html"), Ok("zh/章.html".to_owned()));
        assert_eq!(decode("/..%252fetc"), Ok("..%2fetc".to_owned()));
        for path in ["*", "", "/a%00b", "/..%5c..", "/%ff", "/a%0d%0ab"] {
            assert_eq!(decode(path), Err(Refusal::Path), "{path}");
        }
    }
}
