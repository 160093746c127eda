package org.example.bell;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.threadless.http.endpoint.EndpointPlugin;
import org.threadless.router.config.Secret;
import org.threadless.testing.EndpointContract;
import org.threadless.testing.TestRouter;

class BellTest implements EndpointContract {

  @Override
  public EndpointPlugin plugin() {
    return new BellPlugin();
  }

  @Override
  public Record settings() {
    return new BellSettings("test", "+41791234567", new Secret("door-of-the-shed"));
  }

  @Test
  void whoShowsTheTokenIsHeardOnThePhone() throws Exception {
    try (TestRouter router = serving()) {
      assertThat(ring(listen(router), "door-of-the-shed")).isEqualTo(202);
      assertThat(router.backend().texts()).containsExactly("Somebody is at the door.");
    }
  }

  @Test
  void whoDoesNotIsRefused() throws Exception {
    try (TestRouter router = serving()) {
      assertThat(ring(listen(router), "door-of-the-barn")).isEqualTo(401);
      assertThat(router.backend().texts()).isEmpty();
    }
  }

  private static int ring(URI bell, String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(bell)
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.noBody())
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }
}
