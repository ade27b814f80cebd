package dev.matchmill.readers.mail;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.jspecify.annotations.Nullable;

/**
 * The value of a header of a message, and its parameters: encoded words (RFC 2047), parameters in
 * other character sets and in pieces (RFC 2231), and the mixtures of both that mailers write.
 */
final class HeaderText {

    private static final int LONGEST = 20_000;
    private static final Pattern PARAMETER =
            Pattern.compile(
                    ";\\s*([\\w!#$%&'*+.^`{}|~-]{1,80})\\s*=\\s*(\"(?:[^\"\\\\]|\\\\.)*+\"|[^;]*)");
    private static final Pattern PIECE = Pattern.compile("([^*]+)\\*(\\d{1,3})?(\\*)?");

    private HeaderText() {}

    /** Bytes of a header as text: UTF-8 where they are, else Windows' Latin. */
    static String of(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException older) {
            return new String(bytes, charset("windows-1252"));
        }
    }

    /** Without folding and encoded words. */
    static String decoded(String value) {
        String unfolded = value.replaceAll("\\r?\\n[ \\t]", " ").replaceAll("[\\r\\n]", " ");
        String bounded = unfolded.length() > LONGEST ? unfolded.substring(0, LONGEST) : unfolded;
        return bounded.contains("=?")
                ? DecoderUtil.decodeEncodedWords(bounded, DecodeMonitor.SILENT).strip()
                : bounded.strip();
    }

    /** What stands before the parameters, lower case: a media type, a disposition. */
    static String token(String value) {
        return value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** A parameter, decoded; null when there is none. */
    static @Nullable String parameter(String value, String name) {
        String bounded = value.replaceAll("\\r?\\n[ \\t]*", " ");
        Map<String, SortedMap<Integer, String>> pieces = new HashMap<>();
        Map<String, String> whole = new HashMap<>();
        Matcher matcher =
                PARAMETER.matcher(
                        bounded.length() > LONGEST ? bounded.substring(0, LONGEST) : bounded);
        while (matcher.find()) {
            String key = matcher.group(1).toLowerCase(Locale.ROOT);
            String text = unquoted(matcher.group(2).strip());
            Matcher piece = PIECE.matcher(key);
            if (piece.matches()) {
                int number = piece.group(2) == null ? 0 : Integer.parseInt(piece.group(2));
                boolean encoded = piece.group(3) != null || piece.group(2) == null;
                pieces.computeIfAbsent(piece.group(1), _ -> new TreeMap<>())
                        .put(number, (encoded ? "%" : "=") + text);
            } else {
                whole.putIfAbsent(key, text);
            }
        }
        SortedMap<Integer, String> parts = pieces.get(name);
        if (parts != null) {
            return joined(parts);
        }
        String text = whole.get(name);
        return text == null ? null : decoded(text);
    }

    private static String joined(SortedMap<Integer, String> parts) {
        String charset = "UTF-8";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Map.Entry<Integer, String> part : parts.entrySet()) {
            String text = part.getValue().substring(1);
            boolean encoded = part.getValue().charAt(0) == '%';
            if (encoded && part.getKey().equals(parts.firstKey())) {
                String[] declared = text.split("'", 3);
                charset = declared.length == 3 && !declared[0].isEmpty() ? declared[0] : charset;
                text = declared.length == 3 ? declared[2] : text;
            }
            bytes.writeBytes(encoded ? percentDecoded(text) : text.getBytes(charset(charset)));
        }
        return new String(bytes.toByteArray(), charset(charset)).strip();
    }

    private static byte[] percentDecoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = 0; at < text.length(); at++) {
            char sign = text.charAt(at);
            int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
            int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
            if (sign == '%' && high >= 0 && low >= 0) {
                bytes.write(high * 16 + low);
                at += 2;
            } else {
                bytes.writeBytes(Character.toString(sign).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1") : text;
    }

    /** A character set by its name, Windows' Latin when nobody knows that name. */
    static Charset charset(@Nullable String name) {
        try {
            return Charset.forName(name == null ? "UTF-8" : name.strip());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Charset.forName("windows-1252");
        }
    }
}
