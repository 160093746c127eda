package org.threadless.web.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.threadless.web.sample.SampleOwner;

/** The files of pages, over plain HTTP. */
@TestInstance(Lifecycle.PER_CLASS)
class AssetsTest {

  private final Assets assets = new Assets(SampleOwner.class);
  private final HttpClient client = HttpClient.newHttpClient();
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  @BeforeAll
  void start() throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new AssetHandler(assets));
    server.start();
  }

  @AfterAll
  void stop() throws Exception {
    server.stop();
  }

  @Test
  void aModuleHasItsOwnFilesAndThoseThatAllPagesShare() throws Exception {
    assertThat(get("own.css").body()).contains(".own");
    assertThat(get("own.js").body()).contains("own = 1");
    assertThat(get("web.css").body()).contains(".badge");
    assertThat(get("base.css").body()).contains("--wall");
    assertThat(get("pico.min.css").body()).contains("--pico-");
    assertThat(get("htmx.min.js").body()).contains("htmx");
  }

  @Test
  void aFileIsKeptForEverAndSaysWhatItIs() throws Exception {
    HttpResponse<String> style = get("own.css");

    assertThat(style.headers().firstValue("Cache-Control"))
        .contains("public, max-age=31536000, immutable");
    assertThat(style.headers().firstValue("Content-Type")).contains("text/css; charset=UTF-8");
    assertThat(get("own.js").headers().firstValue("Content-Type"))
        .contains("text/javascript; charset=UTF-8");
  }

  @Test
  void theFolderIsNamedByWhatIsInIt() {
    assertThat(assets.folder()).matches("/assets/[0-9a-f]{16}");
    assertThat(new Assets(SampleOwner.class).folder()).isEqualTo(assets.folder());
    assertThat(new Assets(Assets.class).folder()).isNotEqualTo(assets.folder());
  }

  @Test
  void whatIsNotInTheFolderIsNotServed() throws Exception {
    assertThat(get("assets.properties").statusCode()).isEqualTo(404);
    assertThat(get("../own.css").statusCode()).isEqualTo(404);
    assertThat(send("GET", "/assets/0000000000000000/own.css").statusCode()).isEqualTo(404);
    assertThat(send("POST", assets.folder() + "/own.css").statusCode()).isEqualTo(404);
  }

  @Test
  void aModuleWithoutAListIsRefused() {
    assertThatThrownBy(() -> new Assets(Test.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the class path lacks org/junit/jupiter/api/assets.properties");
  }

  private HttpResponse<String> get(String name) throws IOException, InterruptedException {
    return send("GET", assets.folder() + "/" + name);
  }

  private HttpResponse<String> send(String method, String path)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + path))
            .method(method, BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }
}
