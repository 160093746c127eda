package org.threadless.router.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Makes characters of bytes, whatever they are. What is not in the charset is read as windows-1252,
 * byte by byte, so that the rest is still read as it should be; in UTF-8, half a surrogate pair of
 * three bytes is that half. The result may hold halves and U+0000.
 */
final class LenientDecoder {

  private static final char[] WINDOWS_1252 = windows1252();

  private final Charset charset;
  private final ByteBuffer in;
  private final StringBuilder text;
  private final Set<String> mends = new LinkedHashSet<>();

  LenientDecoder(byte[] bytes, Charset charset) {
    this.charset = charset;
    this.in = ByteBuffer.wrap(bytes);
    this.text = new StringBuilder(bytes.length);
  }

  /** Returns what had to be mended so far. */
  Set<String> mends() {
    return mends;
  }

  String decode() {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer out = CharBuffer.allocate(Math.max(64, in.remaining()));
    CoderResult result;
    do {
      result = decoder.decode(in, out, true);
      drain(out);
      if (result.isError()) {
        mend(Math.min(result.length(), in.remaining()));
      }
    } while (!result.isUnderflow());
    while (decoder.flush(out).isOverflow()) {
      drain(out);
    }
    drain(out);
    return text.toString();
  }

  private void drain(CharBuffer out) {
    text.append(out.flip());
    out.clear();
  }

  private void mend(int length) {
    if (isSurrogate(length)) {
      text.append(surrogate());
      mends.add("surrogates that were encoded one by one");
    } else if (charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32")) {
      in.position(in.position() + length);
      text.append('\uFFFD');
      mends.add("half a character in " + charset.name());
    } else {
      for (int i = 0; i < length; i++) {
        text.append(windows1252(in.get()));
      }
      mends.add("bytes that are not " + charset.name() + ", read as windows-1252");
    }
  }

  private boolean isSurrogate(int length) {
    return length == 3
        && charset.equals(StandardCharsets.UTF_8)
        && in.get(in.position()) == (byte) 0xED;
  }

  private char surrogate() {
    int first = in.get() & 0x0F;
    int second = in.get() & 0x3F;
    return (char) ((first << 12) | (second << 6) | (in.get() & 0x3F));
  }

  /** Returns the character of a byte; of the five that have none, the control of that number. */
  static char windows1252(byte each) {
    return WINDOWS_1252[each & 0xFF];
  }

  private static char[] windows1252() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    char[] characters = new String(all, Charset.forName("windows-1252")).toCharArray();
    for (int i = 0; i < characters.length; i++) {
      if (characters[i] == '\uFFFD') {
        characters[i] = (char) i;
      }
    }
    return characters;
  }
}
