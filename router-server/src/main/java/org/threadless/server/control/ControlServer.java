package org.threadless.server.control;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.engine.resource.FileProblem;
import org.threadless.router.loop.Loop;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.loop.Tellable;

/**
 * Does, in a router that serves, what commands of the same user of this machine ask for. Who may
 * open its socket may do all of that.
 */
public final class ControlServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ControlServer.class);

  private final ControlPlace place;
  private final Map<String, ControlAction> actions;
  // Null where there is none.
  private final ServerSocketChannel channel;
  private final String obstacle;
  private final ExecutorService answering =
      Executors.newCachedThreadPool(work -> thread("control of a command", work));

  private ControlServer(
      ControlPlace place,
      Map<String, ControlAction> actions,
      ServerSocketChannel channel,
      String obstacle) {
    this.place = place;
    this.actions = Map.copyOf(actions);
    this.channel = channel;
    this.obstacle = obstacle;
  }

  /**
   * Begins to listen. Where that cannot be, the router does without, and {@link #obstacle} says
   * why.
   *
   * @param actions by the names that commands call them
   */
  public static ControlServer open(ControlPlace place, Map<String, ControlAction> actions) {
    try {
      ControlServer server =
          new ControlServer(place, actions, new ControlSocket(place).bind(), null);
      thread("control", server::listen).start();
      return server;
    } catch (IOException e) {
      return without(place, FileProblem.of(e));
    } catch (UnsupportedOperationException e) {
      return without(place, e.getMessage());
    }
  }

  private static ControlServer without(ControlPlace place, String reason) {
    return new ControlServer(
        place,
        Map.of(),
        null,
        "commands do not reach this router while it serves: "
            + place.file()
            + " cannot be made: "
            + reason);
  }

  /**
   * Returns why no command reaches it, in one line for people; empty where they do. It is not in
   * the log: what is in the way of the socket may be in the way of the whole router.
   */
  public Optional<String> obstacle() {
    return Optional.ofNullable(obstacle);
  }

  private void listen() {
    new Loop("control").run(channel::isOpen, this::accept);
  }

  private void accept() throws IOException {
    try {
      SocketChannel asker = channel.accept();
      answering.execute(() -> answer(asker));
    } catch (IOException e) {
      if (channel.isOpen()) {
        throw e;
      }
    }
  }

  private void answer(SocketChannel asker) {
    try (asker;
        BufferedReader in = new BufferedReader(Channels.newReader(asker, StandardCharsets.UTF_8));
        PrintWriter out =
            new PrintWriter(Channels.newWriter(asker, StandardCharsets.UTF_8), true)) {
      String request = in.readLine();
      if (request != null) {
        out.println(answer(ControlLine.words(request), out));
      }
    } catch (IOException e) {
      log.debug("a command has not waited for its answer", e);
    }
  }

  /** Returns the last line. */
  private String answer(List<String> words, PrintWriter out) {
    ControlAction action = actions.get(words.get(0));
    if (action == null) {
      return ControlLine.failed(
          "the router that serves does not know " + words.get(0) + "; is it of another version?");
    }
    try {
      action.run(words.subList(1, words.size()), line -> out.println(ControlLine.said(line)));
      return ControlLine.DONE;
    } catch (ControlException e) {
      return ControlLine.failed(e.getMessage());
    } catch (Throwable e) {
      OutOfMemory.end(e);
      log.error("a command that asked for {} has failed", words.get(0), Tellable.of(e));
      return ControlLine.failed("the router that serves has failed: " + Tellable.line(e));
    }
  }

  private static Thread thread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Listens no more, and waits for nothing that is being done. */
  @Override
  public void close() throws IOException {
    close(Duration.ZERO);
  }

  /**
   * Listens no more.
   *
   * @param patience how long what is being done is waited for
   */
  public void close(Duration patience) throws IOException {
    answering.shutdown();
    if (channel == null) {
      return;
    }
    channel.close();
    Files.deleteIfExists(place.file());
    if (!Uninterruptibles.awaitTerminationUninterruptibly(answering, patience)) {
      log.debug("a command is broken off");
    }
  }
}
