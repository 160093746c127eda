package org.threadless.backend.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.HttpService;
import org.threadless.http.PublicUrls;
import org.threadless.http.response.Answers;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Numbers;

/** Serves one backend to one request, without a network and with nothing stored. */
final class TrialServer {

  private final BackendName backend;
  private final PublicUrls publicUrls;
  private final Numbers numbers;
  private final InstantSource clock;

  TrialServer(BackendName backend, PublicUrls publicUrls, Numbers numbers, InstantSource clock) {
    this.backend = backend;
    this.publicUrls = publicUrls;
    this.numbers = numbers;
    this.clock = clock;
  }

  /**
   * What became of a request.
   *
   * @param shown what would have been stored, a line for each part of it
   * @param refusal why not all of it was taken
   * @param answer what the provider would be told, header and body
   */
  record Outcome(List<String> shown, Optional<String> refusal, String answer) {

    /** Returns whether all of the request was understood, be it that nothing comes in by it. */
    boolean isTaken() {
      return refusal.isEmpty() || !shown.isEmpty();
    }
  }

  /** Returns the path of a backend, without the slash at its end. */
  static String context(BackendName backend) {
    String path = HttpService.path(HttpGatewayPlugin.ENGINE, backend);
    return path.substring(0, path.length() - 1);
  }

  /** Returns what becomes of a request to a backend that has these settings. */
  Outcome take(HttpBackendSettings settings, byte[] request) throws Exception {
    Shown shown = new Shown(numbers);
    Reception reception = new Reception(backend, settings, shown, shown, publicUrls, clock);
    Caught caught = new Caught(reception);
    ContextHandler context = new ContextHandler(caught, context(backend));
    context.setAllowNullPathInContext(true);
    Server server = new Server();
    LocalConnector connector =
        new LocalConnector(server, new HttpConnectionFactory(configuration()));
    server.addConnector(connector);
    server.setHandler(context);
    server.start();
    try {
      ByteBuffer answer = connector.getResponse(ByteBuffer.wrap(request));
      return new Outcome(shown.lines(), caught.refusal(), text(answer));
    } finally {
      server.stop();
    }
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(false);
    return configuration;
  }

  private static String text(ByteBuffer answer) {
    return StandardCharsets.UTF_8
        .decode(answer)
        .toString()
        .lines()
        .filter(line -> !line.startsWith("Content-Length: "))
        .collect(Collectors.joining("\n"));
  }

  /** Asks who calls as the server does, and keeps why a request was refused. */
  private static final class Caught extends Handler.Wrapper {

    private final Reception reception;

    // The answer may be here before the handler is done.
    private final CompletableFuture<Optional<String>> refusal = new CompletableFuture<>();
    private volatile boolean asked;

    Caught(Reception reception) {
      super(reception.handler());
      this.reception = reception;
    }

    Optional<String> refusal() throws Exception {
      return asked ? refusal.get() : Optional.of("this is no request as HTTP has them");
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      asked = true;
      Callback keeping = Callback.from(callback, () -> refusal.complete(Answers.reason(request)));
      Optional<String> denied = reception.refusal(request);
      if (denied.isPresent()) {
        Answers.line(response, keeping, 403, denied.get());
      } else if (!super.handle(request, response, keeping)) {
        Answers.line(response, keeping, 404, "nothing is taken at this path");
      }
      return true;
    }
  }
}
