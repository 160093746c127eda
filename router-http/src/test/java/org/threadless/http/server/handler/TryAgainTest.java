package org.threadless.http.server.handler;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.threadless.http.FormServer;
import org.threadless.http.HttpSettings;
import org.threadless.http.server.connection.ClientTimes;
import org.threadless.router.conversation.StoreUnavailableException;

/** A handler that does not say itself what it answers when it can do nothing now. */
class TryAgainTest {

  @Test
  void whatAnyHandlerCannotDoForWantOfADatabaseMayBeTriedAgain() {
    Handler handler =
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            throw new StoreUnavailableException("jdbc:secret is gone", null);
          }
        };
    try (FormServer server =
        new FormServer(new HttpSettings("127.0.0.1", 0), ClientTimes.DEFAULT, unused -> handler)) {
      for (String method : new String[] {"GET", "POST"}) {
        assertThat(server.request(method + " /form/g/", "", "a=b"))
            .startsWith("HTTP/1.1 503")
            .contains("Retry-After: 5\r\n")
            .endsWith("\r\n\r\nthe database cannot be used now; try it again later");
      }
    }
  }
}
