//! The addresses that are listened on: those of this machine alone, unless another was asked for. What is being written is
//! nobody else's business, and a preview has no password.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

use super::guard::Reach;
use super::{DEFAULT_PORT, ServeError};

/// How many ports after the first are tried.
const N_TRIES: u16 = 20;

/// The open listeners of one port.
pub struct Door {
    /// On 127.0.0.1, and on ::1 where the system has it.
    pub listeners: Vec<TcpListener>,
    /// Their port, and for whom it is.
    pub reach: Reach,
    host: IpAddr,
}

impl Door {
    /// Listens on `port`, or on the default one or the next that is free; on `host`, or on this machine alone.
    pub fn open(port: Option<u16>, host: Option<IpAddr>) -> Result<Self, ServeError> {
        let tries = match port {
            // Another program may have the free port of IPv4 on IPv6.
            Some(0) => vec![0; usize::from(N_TRIES)],
            Some(port) => vec![port],
            None => (DEFAULT_PORT..DEFAULT_PORT + N_TRIES).collect(),
        };
        let first = tries[0];
        for port in tries {
            match Self::listen(port, host) {
                Err(error) if error.kind() == ErrorKind::AddrInUse => {}
                result => return result.map_err(ServeError::System),
            }
        }
        Err(ServeError::PortTaken(first))
    }

    /// `localhost` is ::1 for many browsers, so a port whose ::1 is another program's will not do.
    fn listen(port: u16, host: Option<IpAddr>) -> io::Result<Self> {
        let first = host.unwrap_or(Ipv4Addr::LOCALHOST.into());
        let listener = TcpListener::bind(SocketAddr::from((first, port)))?;
        let port = listener.local_addr()?.port();
        let mut listeners = vec![listener];
        let second = host.is_none().then(|| TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port))));
        match second.transpose() {
            Ok(listener) => listeners.extend(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => return Err(error),
            // A system without IPv6.
            Err(_) => {}
        }
        for listener in &listeners {
            listener.set_nonblocking(true)?;
        }
        let reach = Reach { port, is_open: !first.is_loopback() };
        Ok(Self { listeners, reach, host: first })
    }

    /// Its address as one asks for it from here, without a slash at the end.
    pub fn url(&self) -> String {
        let host = if self.host.is_unspecified() { Ipv4Addr::LOCALHOST.into() } else { self.host };
        format!("http://{}", SocketAddr::from((host, self.reach.port)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_port_is_taken_only_if_none_was_asked_for() {
        // Held here, or by another program already.
        let _held = TcpListener::bind((Ipv4Addr::LOCALHOST, DEFAULT_PORT));
        let door = Door::open(None, None).expect("one of the ports is free");
        assert!((DEFAULT_PORT + 1..DEFAULT_PORT + N_TRIES).contains(&door.reach.port));
        assert!(
            matches!(Door::open(Some(door.reach.port), None), Err(ServeError::PortTaken(port)) if port == door.reach.port)
        );
        assert!(door.listeners.iter().all(|listener| listener.local_addr().is_ok_and(|at| at.ip().is_loopback())));
    }
}
