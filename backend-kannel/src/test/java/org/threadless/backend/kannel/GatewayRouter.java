package org.threadless.backend.kannel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.threadless.app.echo.EchoPlugin;
import org.threadless.server.plugin.Plugins;
import org.threadless.server.wiring.Home;
import org.threadless.server.wiring.RunningRouter;
import org.threadless.server.wiring.Setup;

/**
 * A router that serves one backend named {@code gateway}, from a configuration file as a user would
 * write it.
 */
final class GatewayRouter implements AutoCloseable {

  private final String database;
  private final RunningRouter router;
  private final URI root;
  private final HttpClient client = HttpClient.newHttpClient();
  private Connection owner;

  private GatewayRouter(String database, RunningRouter router, URI root) {
    this.database = database;
    this.router = router;
    this.root = root;
  }

  /**
   * Starts a router with its database in memory.
   *
   * @param settings of the backend, one a line
   */
  static GatewayRouter start(Path folder, int port, String... settings) {
    return start(folder, "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", port, settings);
  }

  /** Starts a router with this database. */
  static GatewayRouter start(Path folder, String database, int port, String... settings) {
    try {
      Path file = Files.writeString(folder.resolve("router.yml"), yaml(database, port, settings));
      Setup setup = Setup.read(file, Map.of(), Plugins.find(GatewayRouter.class.getClassLoader()));
      RunningRouter router = RunningRouter.open(setup, new Home(folder));
      router.takeUp();
      return new GatewayRouter(database, router, router.listen());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String yaml(String database, int port, String... settings) {
    return """
        http: {port: %d, max-header: 262144}
        database: {url: "%s"}
        apps: [scenario, %s]
        backends:
          gateway:
            engine: kannel
            %s
        """
        .formatted(port, database, new EchoPlugin().name(), String.join("\n    ", settings));
  }

  /** Returns the backend's own URL. */
  URI url() {
    return root.resolve("kannel/gateway/");
  }

  HttpResponse<String> get(String query) {
    return get(query, Map.of());
  }

  HttpResponse<String> get(String query, Map<String, String> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + query));
    headers.forEach(request::header);
    return send(request.build());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns the first column of what a query finds. */
  List<String> column(String query) {
    // What came of sending is stored a moment later, and before anybody reads it like this.
    router
        .conversations()
        .conversation(org.threadless.router.message.Connection.of("gateway", "0"), 1);
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> column = new ArrayList<>();
      while (rows.next()) {
        column.add(rows.getString(1));
      }
      return column;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Changes what is stored. */
  void execute(String sql) {
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes the database away for good: from now on nothing can be stored or read. */
  void loseDatabase() {
    try {
      // As long as this connection is open, the database takes no other, and ends those there are.
      owner = DriverManager.getConnection(database);
      try (Statement statement = owner.createStatement()) {
        statement.execute("SET EXCLUSIVE 2");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the texts of stored messages that went that way, in their order. */
  List<String> texts(String direction) {
    return column("SELECT text FROM message WHERE direction = '" + direction + "' ORDER BY id");
  }

  /** Returns the statuses of stored messages that went that way, in their order. */
  List<String> statuses(String direction) {
    return column("SELECT status FROM message WHERE direction = '" + direction + "' ORDER BY id");
  }

  @Override
  public void close() {
    router.close();
    if (owner != null) {
      close(owner);
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
