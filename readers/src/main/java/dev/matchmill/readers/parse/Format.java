package dev.matchmill.readers.parse;

/** The formats that are read; everything else is refused. */
enum Format {
    PDF("application/pdf"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    DOC("application/msword"),
    ODT("application/vnd.oasis.opendocument.text"),
    RTF("application/rtf"),
    TEXT("text/plain"),
    HTML("text/html"),
    MAIL("message/rfc822"),
    OUTLOOK("application/vnd.ms-outlook");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }
}
