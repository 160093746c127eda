package org.threadless.http.server.connection;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.http.server.connection.OpenConnection.Spare;

/**
 * Bounds how many connections there are, in all and from each address. For one too many, those are
 * closed that can best be spared, rather than the newcomer, which may be a health check: first
 * those whose request is not here as a whole or who do not take their answer, then those that idle,
 * the oldest first. Those whose request is worked on stay. Nobody is waited for longer than {@link
 * ClientTimes} says, be it for a header or for an answer to be read.
 */
public final class ConnectionLimits extends Handler.Wrapper implements Connection.Listener {

  private static final Logger log = LoggerFactory.getLogger(ConnectionLimits.class);

  // So many at once of those there may be, so that not every newcomer has to look at all.
  private static final int PART = 16;

  private final ClientTimes times;
  private final int most;
  private final int mostOfOne;
  private final Map<Connection, OpenConnection> open = new ConcurrentHashMap<>();
  private final Map<InetAddress, Integer> strangers = new ConcurrentHashMap<>();
  private final OncePerMinute full = new OncePerMinute();
  private final OncePerMinute fullOfOne = new OncePerMinute();

  /**
   * @param most how many there may be, as far as this process may have so many files open
   * @param mostOfOne how many there may be from one address other than loopback
   * @param times how long a client is waited for
   */
  public ConnectionLimits(int most, int mostOfOne, ClientTimes times) {
    this.times = times;
    this.most = OpenFiles.connections(most);
    this.mostOfOne = mostOfOne;
  }

  /** Returns how long a body may take to come that may have so many bytes. */
  public Duration bodyTime(int most) {
    return times.body(most);
  }

  /** A request is here as a whole: from now on its connection is not closed for another. */
  public void works(Request request) {
    of(request).ifPresent(OpenConnection::works);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Optional<OpenConnection> asking = of(request);
    asking.ifPresent(OpenConnection::reads);
    Request.addCompletionListener(
        request, failure -> asking.ifPresent(connection -> connection.rests()));
    return super.handle(request, response, callback);
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof SslConnection) {
      // What is inside of it counts.
      return;
    }
    OpenConnection opened = new OpenConnection(connection);
    open.put(connection, opened);
    int ofOne = opened.stranger().map(it -> strangers.merge(it, 1, Integer::sum)).orElse(0);
    if (ofOne > mostOfOne) {
      warn(fullOfOne, "from one address", "http.max-connections-per-address", mostOfOne);
      makeRoom(opened, mostOfOne, each -> each.stranger().equals(opened.stranger()));
    } else if (open.size() > most) {
      warn(full, "in all", "http.max-connections", most);
      makeRoom(opened, most, each -> true);
    }
  }

  @Override
  public void onClosed(Connection connection) {
    Optional.ofNullable(open.remove(connection))
        .flatMap(OpenConnection::stranger)
        .ifPresent(it -> strangers.computeIfPresent(it, (each, n) -> n == 1 ? null : n - 1));
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    lookLater();
  }

  private void lookLater() {
    getServer()
        .getScheduler()
        .schedule(this::look, times.betweenLooks().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      long now = System.nanoTime();
      for (OpenConnection each : open.values()) {
        if (each.dawdles(now, times)) {
          each.close();
        }
      }
    } catch (RuntimeException e) {
      log.error("could not look after the connections", e);
    } finally {
      if (isRunning()) {
        lookLater();
      }
    }
  }

  private void makeRoom(OpenConnection newcomer, int of, Predicate<OpenConnection> among) {
    List<Spare> spares =
        open.values().stream()
            .filter(each -> each != newcomer && among.test(each))
            .flatMap(each -> each.spare().stream())
            .sorted(Spare.ORDER)
            .limit(Math.max(1, of / PART))
            .toList();
    spares.forEach(spare -> spare.connection().close());
    if (spares.isEmpty()) {
      newcomer.close();
    }
  }

  private Optional<OpenConnection> of(Request request) {
    return Optional.ofNullable(open.get(request.getConnectionMetaData().getConnection()));
  }

  private static void warn(OncePerMinute warnings, String where, String setting, int most) {
    if (warnings.isTime()) {
      log.warn(
          "more than {} connections {}, as {} allows: those that wait for their client are closed",
          most,
          where,
          setting);
    }
  }
}
