package org.threadless.server.sample;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.endpoint.Endpoint;
import org.threadless.http.endpoint.EndpointPlugin;
import org.threadless.router.config.Secret;
import org.threadless.router.config.Settings;
import org.threadless.router.engine.backend.Backends;
import org.threadless.server.sample.SampleBackends.JournalBackend;

/** Endpoints to configure in tests. Registered in META-INF/services. */
public final class SampleEndpoints {

  private SampleEndpoints() {}

  /** Says what is written of it, and writes down what happens to it. */
  public static final class Board implements EndpointPlugin {
    @Override
    public String name() {
      return "board";
    }

    @Override
    public Class<? extends Record> configType() {
      return BoardSettings.class;
    }

    @Override
    public Class<? extends Endpoint> endpointType() {
      return BoardEndpoint.class;
    }
  }

  /**
   * @param fails whether it does not start
   */
  record BoardSettings(String text, Path file, Boolean fails, Secret token) {
    BoardSettings {
      text = Settings.notBlank("text", Settings.orElse(text, "Hello"));
      fails = Settings.orElse(fails, false);
      Settings.check(
          token == null || token.reveal().length() > 3, "token", "must be longer, and is " + token);
    }
  }

  /** The endpoint of {@link Board}. */
  static final class BoardEndpoint extends Handler.Abstract implements Endpoint, AutoCloseable {
    private final BoardSettings settings;
    private final Backends backends;

    @Inject
    BoardEndpoint(BoardSettings settings, Backends backends) {
      this.settings = settings;
      this.backends = backends;
      write("made");
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      if (!Request.getPathInContext(request).equals("/")) {
        return false;
      }
      String text = settings.text() + " of " + backends.all().size() + " backends";
      Content.Sink.write(response, true, text, callback);
      return true;
    }

    @Override
    public Handler handler() {
      return this;
    }

    @Override
    public void onListening() {
      write("listening");
      if (settings.fails()) {
        throw new IllegalStateException("there is no chalk");
      }
    }

    @Override
    public void close() {
      write("closed");
    }

    private void write(String line) {
      if (settings.file() == null) {
        return;
      }
      try {
        Files.write(
            settings.file(),
            List.of("board " + line),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Has the name of an engine. */
  public static final class JournalEndpoint implements EndpointPlugin {
    @Override
    public String name() {
      return "journal";
    }

    @Override
    public Class<? extends Endpoint> endpointType() {
      return NosyEndpoint.class;
    }
  }

  /** Asks for what is another's. */
  static final class NosyEndpoint implements Endpoint {
    @Inject
    NosyEndpoint(JournalBackend backend) {
      Objects.requireNonNull(backend);
    }

    @Override
    public Handler handler() {
      return new Handler.Sequence();
    }
  }
}
