package org.threadless.benchmarks.server;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.server.FormFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * Jetty and nothing else, in a process of its own: reads a form and says OK, at once or after a
 * time, without a thread that waits meanwhile. It is the ceiling, and the gateway.
 */
public final class BareServer {

  /** Where it says how many requests there were. */
  public static final String COUNT = "/count";

  private BareServer() {}

  /**
   * Listens on a free port of 127.0.0.1, and prints its URL.
   *
   * @param arguments after how many milliseconds it answers
   */
  public static void main(String[] arguments) throws Exception {
    long delay = Long.parseLong(arguments[0]);
    LongAdder requests = new LongAdder();
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    // It stands for thousands of gateways, to which thousands of connections may be made at once.
    connector.setAcceptQueueSize(10_000);
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            if (COUNT.equals(Request.getPathInContext(request))) {
              answer(response, callback, requests.toString());
              return true;
            }
            requests.increment();
            FormFields.getFields(request);
            if (delay == 0) {
              answer(response, callback, "OK");
            } else {
              server
                  .getScheduler()
                  .schedule(() -> answer(response, callback, "OK"), delay, TimeUnit.MILLISECONDS);
            }
            return true;
          }
        });
    server.start();
    System.out.println("Listening on " + server.getURI());
    server.join();
  }

  private static void answer(Response response, Callback callback, String text) {
    response.setStatus(200);
    response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), callback);
  }
}
