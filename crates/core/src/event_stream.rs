//! Reading of server-sent events, as far as the gateway sends them: `event` and `data` lines, and comments.

/// An event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StreamEvent {
    /// The name of the event.
    pub name: String,
    /// The lines of data, joined by line feeds.
    pub data: String,
}

/// A reader of a stream of server-sent events.
///
/// ```
/// use coder_core::event_stream::EventStream;
/// let mut stream = EventStream::default();
/// assert_eq!(stream.push(b": hello\n\nevent: data\ndata: a"), []);
/// let events = stream.push(b"b\ndata: c\n\n");
/// assert_eq!((events[0].name.as_str(), events[0].data.as_str()), ("data", "ab\nc"));
/// ```
#[derive(Debug, Default)]
pub struct EventStream {
    /// The bytes of the last line, which has no end yet.
    line: Vec<u8>,
    name: String,
    data: Option<String>,
}

impl EventStream {
    /// Returns the events that these bytes complete.
    pub fn push(&mut self, bytes: &[u8]) -> Vec<StreamEvent> {
        let mut events = Vec::new();
        let mut lines = bytes.split(|byte| *byte == b'\n');
        self.line.extend(lines.next().unwrap_or_default());
        for next in lines {
            let line = std::mem::replace(&mut self.line, next.to_vec());
            events.extend(self.end_line(line.strip_suffix(b"\r").unwrap_or(&line)));
        }
        events
    }

    fn end_line(&mut self, line: &[u8]) -> Option<StreamEvent> {
        let line = String::from_utf8_lossy(line);
        if line.is_empty() {
            let name = std::mem::take(&mut self.name);
            return self.data.take().map(|data| StreamEvent { name, data });
        }
        let (field, value) = line.split_once(':').unwrap_or((&line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match (field, &mut self.data) {
            ("event", _) => value.clone_into(&mut self.name),
            ("data", Some(data)) => {
                data.push('\n');
                data.push_str(value);
            }
            ("data", data) => *data = Some(value.to_owned()),
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        ": hi\n\nevent: data\ndata: {\"a\":\ndata:  1}\n\nid: 7\nevent: end\ndata\r\n\r\ndata: ä\n\n";

    fn expected() -> Vec<StreamEvent> {
        let event = |name: &str, data: &str| StreamEvent { name: name.to_owned(), data: data.to_owned() };
        vec![event("data", "{\"a\":\n 1}"), event("end", ""), event("", "ä")]
    }

    #[test]
    fn events_are_the_same_wherever_the_stream_is_cut() {
        assert_eq!(EventStream::default().push(TEXT.as_bytes()), expected());
        for cut in 0..TEXT.len() {
            let (before, after) = TEXT.as_bytes().split_at(cut);
            let mut stream = EventStream::default();
            let mut events = stream.push(before);
            events.extend(stream.push(after));
            assert_eq!(events, expected(), "cut at {cut}");
        }
    }

    #[test]
    fn an_event_without_data_or_without_an_end_is_none() {
        let mut stream = EventStream::default();
        assert_eq!(stream.push(b"event: data\n\n:\n\ndata: x\n"), []);
        assert_eq!(stream.push(b"\n").len(), 1);
        assert_eq!(stream.push(&[0xff, b'\n', b'\n']), []);
    }
}
