//! What kind of thing a file is, by the end of its name.

/// HTML, the one kind that serve adds to.
pub const HTML: &str = "text/html; charset=utf-8";
/// Scripts.
pub const SCRIPT: &str = "text/javascript; charset=utf-8";
/// Style sheets.
pub const STYLE: &str = "text/css; charset=utf-8";
/// Words for whoever asks wrongly.
pub const PLAIN: &str = "text/plain; charset=utf-8";

/// The media type of a path. Without a known end it is bytes, which browsers save and never interpret.
pub fn media_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let end = name.rsplit_once('.').map_or("", |(_, end)| end).to_ascii_lowercase();
    match end.as_str() {
        "html" | "htm" => HTML,
        "css" => STYLE,
        "js" | "mjs" => SCRIPT,
        "txt" | "md" => PLAIN,
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "vtt" => "text/vtt; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "otf" => "font/otf",
        "ttf" => "font/ttf",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "wav" => "audio/wav",
        "mp4" | "m4v" => "video/mp4",
        "webm" => "video/webm",
        "pdf" => "application/pdf",
        "epub" => "application/epub+zip",
        "zip" => "application/zip",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_end_of_the_name_decides() {
        assert_eq!(media_type("zh/chapter-6.ja.html"), HTML);
        assert_eq!(media_type("zh/MAP.PNG"), "image/png");
        assert_eq!(media_type("v1.2/readme"), "application/octet-stream");
    }
}
