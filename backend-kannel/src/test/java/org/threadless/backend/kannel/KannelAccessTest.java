package org.threadless.backend.kannel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may call. */
@Tag("long")
class KannelAccessTest {

  private static final String MESSAGE = "?id=1&text=x";

  @TempDir private Path folder;

  @Test
  void thisMachineMayCallUnlessOthersAreNamed() {
    try (GatewayRouter router = GatewayRouter.start(folder, 0)) {
      assertThat(router.get(MESSAGE).statusCode()).isEqualTo(200);
    }
    try (GatewayRouter router =
        GatewayRouter.start(folder, 0, "allow-ip: [10.0.0.0/8, \"fd00::/8\"]")) {
      assertRefused(router.get(MESSAGE), "allow-ip does not name the address that this comes from");
      assertRefused(
          router.get("dlr?id=1"), "allow-ip does not name the address that this comes from");
      assertThat(router.texts("IN")).isEmpty();
    }
  }

  @Test
  void whatComesThroughAnUnnamedProxyIsRefusedWhereverTheProxyIs() {
    try (GatewayRouter router = GatewayRouter.start(folder, 0)) {
      assertRefused(
          router.get(MESSAGE, Map.of("X-Forwarded-For", "127.0.0.1")),
          "this came through a proxy that trusted-proxies does not name");
      assertRefused(
          router.get(MESSAGE, Map.of("Forwarded", "for=127.0.0.1")),
          "this came through a proxy that trusted-proxies does not name");
    }
  }

  @Test
  void aNamedProxyIsBelievedInWhatItSawAndNotInWhatCallersSay() {
    try (GatewayRouter router =
        GatewayRouter.start(
            folder, 0, "trusted-proxies: [127.0.0.1, 10.9.0.0/16]", "allow-ip: [10.1.2.3]")) {
      assertThat(forwarded(router, "10.1.2.3")).isEqualTo(200);
      assertThat(forwarded(router, "6.6.6.6, 10.1.2.3")).isEqualTo(200);
      assertThat(forwarded(router, "10.1.2.3, 10.9.0.1")).isEqualTo(200);
      assertThat(forwarded(router, "10.1.2.3, 6.6.6.6")).isEqualTo(403);
      assertThat(forwarded(router, "10.1.2.3, a.example")).isEqualTo(403);
      assertThat(forwarded(router, "")).isEqualTo(403);
      assertThat(router.get(MESSAGE).statusCode()).as("the proxy itself").isEqualTo(403);
    }
  }

  @Test
  void anyoneMayCallWhereThatIsSaid() {
    try (GatewayRouter router = GatewayRouter.start(folder, 0, "allow-anyone: true")) {
      assertThat(forwarded(router, "6.6.6.6")).isEqualTo(200);
    }
  }

  @Test
  void aMessageMustCarryTheSecretWhereThereIsOne() {
    try (GatewayRouter router = GatewayRouter.start(folder, 0, "secret: s3cret")) {
      assertRefused(
          router.get(MESSAGE), "secret: is missing; put ?secret=... at the end of the URL");
      assertRefused(router.get(MESSAGE + "&secret=s3cre"), "secret: is wrong");
      assertRefused(router.get(MESSAGE + "&secret=s3crets"), "secret: is wrong");
      assertThat(router.get(MESSAGE + "&secret=s3cret").statusCode()).isEqualTo(200);
      assertThat(router.get(MESSAGE, Map.of("secret", "s3cret")).statusCode()).isEqualTo(200);
      assertRefused(router.get(MESSAGE, Map.of("secret", "s3")), "secret: is wrong");
      assertThat(router.texts("IN")).hasSize(2);
      assertThat(router.column("SELECT fields FROM message")).doesNotContain("s3cret");
    }
  }

  private static int forwarded(GatewayRouter router, String hops) {
    return router.get(MESSAGE, Map.of("X-Forwarded-For", hops)).statusCode();
  }

  private static void assertRefused(HttpResponse<String> answer, String line) {
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo(line);
  }
}
