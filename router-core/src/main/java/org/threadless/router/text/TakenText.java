package org.threadless.router.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A text as it is taken from what came in: whatever that is, the text is valid Unicode without
 * U+0000, which every database and every gateway can carry.
 *
 * @param text as it is kept
 * @param mends what had to be mended, in words for the log; empty where nothing had
 * @param raw the bytes as they came, percent-encoded, where the text does not say all that they say
 */
public record TakenText(String text, List<String> mends, Optional<String> raw) {

  /** What is said of a text that held U+0000. */
  public static final String NUL = "U+0000";

  private static final String HALF = "half a surrogate pair";
  private static final char MARK = '\uFEFF';

  /** Copies the list. */
  public TakenText {
    mends = List.copyOf(mends);
  }

  /** Reads bytes in a charset. */
  public static TakenText of(byte[] bytes, Charset charset) {
    return of(bytes, charset, List.of());
  }

  /**
   * Reads bytes in a charset.
   *
   * @param mends what has been mended before
   */
  public static TakenText of(byte[] bytes, Charset charset, Collection<String> mends) {
    if (mends.isEmpty() && isPlain(bytes, charset)) {
      return clean(new String(bytes, StandardCharsets.ISO_8859_1));
    }
    LenientDecoder decoder = new LenientDecoder(bytes, charset);
    String decoded = decoder.decode();
    Set<String> all = new LinkedHashSet<>(mends);
    all.addAll(decoder.mends());
    return of(decoded, bytes, all);
  }

  /** Reads bytes as the septets of GSM 7-bit, one in each. */
  public static TakenText ofGsm7(byte[] bytes, Collection<String> mends) {
    Set<String> all = new LinkedHashSet<>(mends);
    return of(Gsm7.read(bytes, all), bytes, all);
  }

  /** Shows bytes that are no text: each as the character of that number. */
  public static TakenText ofBinary(byte[] bytes) {
    String shown = new String(bytes, StandardCharsets.ISO_8859_1).replace('\0', '\uFFFD');
    return new TakenText(shown, List.of(), Optional.of(PercentCoding.encode(bytes)));
  }

  /** Takes what is a string already; as its bytes count those of UTF-8. */
  public static TakenText of(String text) {
    Set<String> mends = new LinkedHashSet<>();
    String whole = whole(text, mends);
    return mends.isEmpty()
        ? clean(whole)
        : new TakenText(
            whole, List.copyOf(mends), Optional.of(PercentCoding.encode(ThreeBytes.of(text))));
  }

  private static TakenText of(String decoded, byte[] bytes, Set<String> mends) {
    String whole = whole(withoutMark(decoded), mends);
    return mends.isEmpty()
        ? clean(whole)
        : new TakenText(whole, List.copyOf(mends), Optional.of(PercentCoding.encode(bytes)));
  }

  private static TakenText clean(String text) {
    return new TakenText(text, List.of(), Optional.empty());
  }

  private static boolean isPlain(byte[] bytes, Charset charset) {
    if (!charset.equals(StandardCharsets.UTF_8)) {
      return false;
    }
    for (byte each : bytes) {
      if (each <= 0) {
        return false;
      }
    }
    return true;
  }

  private static String withoutMark(String text) {
    return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
  }

  private static String whole(String text, Set<String> mends) {
    StringBuilder mended = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPair(text, i)) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        mends.add(c == 0 ? NUL : HALF);
        mended = mended == null ? new StringBuilder(text) : mended;
        mended.setCharAt(i, '\uFFFD');
      }
    }
    return mended == null ? text : mended.toString();
  }

  private static boolean isPair(String text, int i) {
    return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
  }
}
