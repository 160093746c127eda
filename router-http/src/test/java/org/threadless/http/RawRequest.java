package org.threadless.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A request written byte by byte, and what is answered to it until the connection ends. */
public final class RawRequest {
  private RawRequest() {}

  /**
   * Returns all that is answered to these bytes, each character being one. A server may answer, and
   * close the connection, before it has read all of them.
   */
  public static String answer(Socket socket, String bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    } catch (SocketException e) {
      // It has read enough. What it answered can still be read.
    }
    return rest(socket.getInputStream());
  }

  /** Returns all that is still answered, also where the connection is not closed but reset. */
  public static String rest(InputStream in) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try {
      in.transferTo(read);
    } catch (SocketException e) {
      // What was answered before that has been read.
    }
    return read.toString(StandardCharsets.UTF_8);
  }
}
