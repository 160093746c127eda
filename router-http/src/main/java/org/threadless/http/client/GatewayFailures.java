package org.threadless.http.client;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.HttpResponseException;
import org.threadless.router.engine.resource.NetworkProblem;
import org.threadless.router.engine.resource.TlsProblem;

/**
 * Says in words of our own why there is no answer. The exceptions' messages are not for people, and
 * show the path of the URL, which may hold a password or the text of the message.
 *
 * @param asked who does not answer: "the gateway"
 */
record GatewayFailures(String asked, Duration connectTimeout, Duration responseTimeout) {

  /** Returns why there is no answer to a request that was written. */
  String afterWriting(Throwable failure) {
    if (failure instanceof TimeoutException) {
      return asked + " did not answer within " + responseTimeout.toMillis() + " ms";
    }
    if (failure instanceof HttpResponseException) {
      return asked + "'s answer is not HTTP";
    }
    // Of TLS 1.3, a client that has written may learn yet that it is refused.
    return "the connection to "
        + asked
        + " broke before it had answered"
        + (failure instanceof SSLException tls ? ": " + TlsProblem.of(tls) : "");
  }

  /** Returns why a request was not written. */
  String beforeWriting(Throwable failure) {
    if (failure instanceof TimeoutException) {
      return unreachable("no connection was free within " + responseTimeout.toMillis() + " ms");
    }
    if (failure instanceof SocketTimeoutException) {
      return unreachable("no connection within " + connectTimeout.toMillis() + " ms");
    }
    if (failure instanceof UnreachableAddressException) {
      return unreachable("its address is one that must not be asked");
    }
    return unreachable(
        NetworkProblem.of(failure)
            .filter(why -> !why.equals(NetworkProblem.BROKEN))
            .orElse("the connection broke before the request was written"));
  }

  private String unreachable(String why) {
    return asked + " cannot be reached: " + why;
  }
}
