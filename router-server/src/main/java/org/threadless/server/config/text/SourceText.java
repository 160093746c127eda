package org.threadless.server.config.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.threadless.router.engine.resource.FileProblem;

/** Reads a configuration file as text, and says in one line why it cannot. */
public final class SourceText {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String file;
  private final Mistakes mistakes;

  /**
   * @param file what it is called in mistakes
   */
  public SourceText(String file, Mistakes mistakes) {
    this.file = file;
    this.mistakes = mistakes;
  }

  /** Returns the text of a file. */
  public String read(Path path) {
    return read(bytes(path));
  }

  /** Returns the text that these bytes are. */
  public String read(byte[] content) {
    String text = decode(content);
    refuseControlCharacters(text);
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  private byte[] bytes(Path path) {
    if (Files.isDirectory(path)) {
      throw fatal(0, "this is a folder, not a file");
    }
    try {
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw fatal(0, "there is no such file");
    } catch (AccessDeniedException e) {
      throw fatal(0, "this user may not read the file");
    } catch (IOException e) {
      throw fatal(0, "the file cannot be read: " + FileProblem.of(e));
    }
  }

  /** Decodes by hand, since only a decoder tells where the first wrong byte is. */
  private String decode(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
    text.flip();
    if (result.isError()) {
      throw fatal(lineAfter(text), "the file must be UTF-8 text, and has other bytes here");
    }
    return text.toString();
  }

  /** The parser refuses them as well, but does not know the line. */
  private void refuseControlCharacters(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) && "\t\n\r\u0085".indexOf(c) < 0) {
        throw fatal(
            lineAfter(text.substring(0, i)),
            String.format("the control character U+%04X is not allowed here", (int) c));
      }
    }
  }

  private static int lineAfter(CharSequence text) {
    return 1 + (int) text.chars().filter(c -> c == '\n').count();
  }

  private ConfigException fatal(int line, String problem) {
    return mistakes.fatal(new Place(file, line, ""), problem);
  }
}
