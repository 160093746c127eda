package org.threadless.backend.kannel;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.threadless.http.RequestException;

/**
 * The text of an incoming message, read from the bytes that Kannel puts in the place of {@code %b}
 * or {@code %a}, by {@code %C} and {@code %c} (Kannel user guide, "sms-service").
 *
 * @param text for the apps; U+FFFD stands for what is no character, or cannot be kept
 * @param state how it relates to the bytes
 */
record IncomingText(String text, State state) {

  /** How the text relates to the bytes. */
  enum State {
    /** The text says all that the bytes say. */
    WHOLE,
    /** The bytes are no text; each is shown as the character of that number. */
    BINARY,
    /** The bytes are not what the charset says. */
    DAMAGED
  }

  private static final String BINARY_CHARSET = "8-BIT";

  /**
   * Reads bytes.
   *
   * @param charset {@code UTF-8}, {@code UTF-16BE}, {@code 8-BIT}, or another that the operator has
   *     put into the {@code get-url}
   * @param coding 0, 1, 2 or -1; counts only where there is no charset, since Kannel leaves it at 2
   *     for a text that {@code mo-recode} has made UTF-8 of
   * @throws RequestException where no charset has that name
   */
  static IncomingText of(byte[] bytes, Optional<String> charset, Optional<String> coding) {
    String name = charset.orElseGet(() -> charsetOf(coding));
    if (name.equalsIgnoreCase(BINARY_CHARSET)) {
      String latin1 = new String(bytes, StandardCharsets.ISO_8859_1);
      return new IncomingText(storable(latin1), State.BINARY);
    }
    return decoded(bytes, charset(name));
  }

  private static String charsetOf(Optional<String> coding) {
    return switch (coding.orElse("0")) {
      case "1" -> BINARY_CHARSET;
      case "2" -> StandardCharsets.UTF_16BE.name();
      default -> StandardCharsets.UTF_8.name();
    };
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw RequestException.badField(
          "charset", "must be UTF-8, UTF-16BE or 8-BIT: write charset=%C in Kannel's get-url");
    }
  }

  private static IncomingText decoded(byte[] bytes, Charset charset) {
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new IncomingText(storable(text), text.indexOf('\0') < 0 ? State.WHOLE : State.DAMAGED);
    } catch (CharacterCodingException e) {
      return new IncomingText(storable(new String(bytes, charset)), State.DAMAGED);
    }
  }

  // No database keeps U+0000 in a text.
  private static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }
}
