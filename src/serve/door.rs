//! The addresses that are listened on: those of this machine alone. What is being written is nobody else's business, and
//! a preview has no password.

use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

use super::{DEFAULT_PORT, ServeError};

/// How many ports after the first are tried.
const N_TRIES: u16 = 20;

/// The open listeners of one port.
pub struct Door {
    /// On 127.0.0.1, and on ::1 where the system has it.
    pub listeners: Vec<TcpListener>,
    /// Their port.
    pub port: u16,
}

impl Door {
    /// Listens on `port`, or on the default one or the next that is free.
    pub fn open(port: Option<u16>) -> Result<Self, ServeError> {
        let tries = match port {
            // Another program may have the free port of IPv4 on IPv6.
            Some(0) => vec![0; usize::from(N_TRIES)],
            Some(port) => vec![port],
            None => (DEFAULT_PORT..DEFAULT_PORT + N_TRIES).collect(),
        };
        let first = tries[0];
        for port in tries {
            match Self::listen(port) {
                Err(error) if error.kind() == ErrorKind::AddrInUse => {}
                result => return result.map_err(ServeError::System),
            }
        }
        Err(ServeError::PortTaken(first))
    }

    /// `localhost` is ::1 for many browsers, so a port whose ::1 is another program's will not do.
    fn listen(port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
        let port = listener.local_addr()?.port();
        let mut listeners = vec![listener];
        match TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port))) {
            Ok(listener) => listeners.push(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => return Err(error),
            // A system without IPv6.
            Err(_) => {}
        }
        for listener in &listeners {
            listener.set_nonblocking(true)?;
        }
        Ok(Self { listeners, port })
    }

    /// Its address, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}:{}", Ipv4Addr::LOCALHOST, self.port)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_port_is_taken_only_if_none_was_asked_for() {
        // Held here, or by another program already.
        let _held = TcpListener::bind((Ipv4Addr::LOCALHOST, DEFAULT_PORT));
        let door = Door::open(None).expect("one of the ports is free");
        assert!((DEFAULT_PORT + 1..DEFAULT_PORT + N_TRIES).contains(&door.port));
        assert!(matches!(Door::open(Some(door.port)), Err(ServeError::PortTaken(port)) if port == door.port));
        assert!(door.listeners.iter().all(|listener| listener.local_addr().is_ok_and(|at| at.ip().is_loopback())));
    }
}
