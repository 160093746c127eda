package org.threadless.server.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.threadless.router.engine.resource.InWords;

/** A router that serves, in another process of this machine. */
public final class ServingRouter implements AutoCloseable {

  private final SocketChannel channel;

  private ServingRouter(SocketChannel channel) {
    this.channel = channel;
  }

  /** Finds the one that is reached at a place; empty where none is. */
  public static Optional<ServingRouter> at(ControlPlace place) {
    try {
      return Optional.of(new ServingRouter(new ControlSocket(place).connect()));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  /**
   * Has it do something, once, and waits until that is done.
   *
   * @param out takes what it has to say, line by line, as it comes
   * @throws ControlException where it is not done
   */
  public void run(String action, List<String> arguments, Consumer<String> out) {
    List<String> words = new ArrayList<>(List.of(action));
    words.addAll(arguments);
    try {
      PrintWriter request =
          new PrintWriter(Channels.newWriter(channel, StandardCharsets.UTF_8), true);
      request.println(ControlLine.request(words));
      read(new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8)), out);
    } catch (IOException e) {
      throw new ControlException("the router that serves has gone away: " + InWords.of(e), e);
    }
  }

  private static void read(BufferedReader answer, Consumer<String> out) throws IOException {
    for (String line = answer.readLine(); line != null; line = answer.readLine()) {
      if (line.equals(ControlLine.DONE)) {
        return;
      }
      if (ControlLine.isFailed(line)) {
        throw new ControlException(ControlLine.text(line));
      }
      if (ControlLine.isSaid(line)) {
        out.accept(ControlLine.text(line));
      }
    }
    throw new ControlException("the router that serves has ended before it was done");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
