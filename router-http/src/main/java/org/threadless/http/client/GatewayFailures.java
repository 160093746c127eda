package org.threadless.http.client;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.HttpResponseException;

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
    return "the connection to " + asked + " broke before it had answered";
  }

  /** Returns why a request was not written. */
  String beforeWriting(Throwable failure) {
    if (failure instanceof TimeoutException) {
      return unreachable("no connection was free within " + responseTimeout.toMillis() + " ms");
    }
    if (failure instanceof SocketTimeoutException) {
      return unreachable("no connection within " + connectTimeout.toMillis() + " ms");
    }
    if (failure instanceof ConnectException) {
      return unreachable("connection refused");
    }
    if (failure instanceof UnreachableAddressException) {
      return unreachable("its address is one that must not be asked");
    }
    if (failure instanceof UnknownHostException || failure instanceof UnresolvedAddressException) {
      return unreachable("its host is not known");
    }
    if (failure instanceof NoRouteToHostException) {
      return unreachable("there is no way to its host");
    }
    if (failure instanceof SSLException) {
      return unreachable("TLS with it failed");
    }
    return unreachable("the connection broke before the request was written");
  }

  private String unreachable(String why) {
    return asked + " cannot be reached: " + why;
  }
}
