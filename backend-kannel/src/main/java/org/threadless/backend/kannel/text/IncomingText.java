package org.threadless.backend.kannel.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.threadless.http.request.FormReader;
import org.threadless.router.text.Charsets;
import org.threadless.router.text.TakenText;

/**
 * The text of an incoming message, read from the bytes that Kannel puts in the place of {@code %b}
 * or {@code %a}, by {@code %C} and {@code %c} (Kannel user guide, "sms-service"). The charset
 * counts before the coding, since Kannel leaves that at 2 for a text that {@code mo-recode} has
 * made UTF-8 of.
 */
public final class IncomingText {

  private static final Set<String> BINARY = Set.of("8-BIT", "8BIT", "BINARY");
  private static final Set<String> GSM = Set.of("GSM", "GSM7", "GSM-7", "GSM0338", "GSM-03.38");

  private final byte[] bytes;
  private final Optional<String> charset;
  private final String coding;
  private final Charset fallback;
  private final List<String> mends;

  private IncomingText(FormReader form, Charset fallback) {
    this.bytes = form.textBytes("text");
    this.mends = new ArrayList<>(form.textMends("text"));
    this.charset = given(form, "charset");
    this.coding = given(form, "coding").orElse("");
    this.fallback = fallback;
  }

  private static Optional<String> given(FormReader form, String field) {
    return form.optional(field).map(String::strip).filter(value -> !value.isEmpty());
  }

  /**
   * Reads the text of a request.
   *
   * @param fallback the charset of a text that nothing is said of
   * @throws org.threadless.http.request.RequestException where there is none
   */
  public static TakenText of(FormReader form, Charset fallback) {
    return new IncomingText(form, fallback).read();
  }

  private TakenText read() {
    String name = charset.orElse("").toUpperCase(Locale.ROOT);
    if (GSM.contains(name)) {
      return TakenText.ofGsm7(bytes, mends);
    }
    Optional<Charset> known = charset.flatMap(Charsets::named);
    boolean binary = BINARY.contains(name) || (known.isEmpty() && coding.equals("1"));
    return binary ? TakenText.ofBinary(bytes) : inCharset(known);
  }

  private TakenText inCharset(Optional<Charset> known) {
    Charset expected = known.orElse(coding.equals("2") ? StandardCharsets.UTF_16BE : fallback);
    charset.ifPresent(name -> FormReader.charset(name, expected, mends));
    if (!expected.equals(StandardCharsets.UTF_16BE)) {
      noteMissingCharset();
      return TakenText.of(bytes, expected, mends);
    }
    boolean recoded = known.isEmpty() && isOdd() && isUtf8();
    if (recoded) {
      mends.add("UTF-8 with coding 2: charset=%C is missing from Kannel's get-url");
    } else if (isOdd()) {
      mends.add("UCS-2 of an odd number of bytes: Kannel's get-url must have text=%b, not %a");
    }
    return TakenText.of(bytes, recoded ? StandardCharsets.UTF_8 : expected, mends);
  }

  // UCS-2 has zeros in it, and no other text that a phone sends.
  private void noteMissingCharset() {
    if (charset.isEmpty() && new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\0') >= 0) {
      mends.add("perhaps UCS-2: charset=%C is missing from Kannel's get-url");
    }
  }

  private boolean isOdd() {
    return bytes.length % 2 == 1;
  }

  private boolean isUtf8() {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
