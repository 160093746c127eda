package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Jars that a user drops into the folder {@code plugins/} of the unzipped distribution. */
@Tag("long")
@Execution(ExecutionMode.CONCURRENT)
class PluginsFolderIT {

  private static final String TESTER = "/httptester/httptester-public/";
  private static final Path QUIZ = Checkout.jar("examples/quiz", "example-quiz");
  private static final String QUIZ_PLUGIN = "/org/example/quiz/QuizPlugin.class";

  private static final String SETTINGS =
      """
        - ping
        - quiz:
            questions:
              - {ask: "How many legs has a spider?", answer: "8"}
              - {ask: "What is the capital of Kenya?", answer: Nairobi}
      """;

  @TempDir private Path folder;
  private Distribution distribution;

  @BeforeEach
  void unzip() throws Exception {
    distribution = Distribution.prepareIn(folder.resolve("a folder"));
    distribution.configure("port: 8000", "port: 0");
  }

  @Test
  void whatAnAppHasAskedIsKnownAfterARestart() throws Exception {
    Files.copy(QUIZ, distribution.file("plugins/quiz.jar"));
    distribution.configure("  - ping\n", SETTINGS);
    try (RouterProcess router = distribution.serve()) {
      router.post(TESTER, "1112223333", "quiz");
      router.post(TESTER, "1112223333", "8");
      assertThat(conversation(router)).contains("Right! What is the capital of Kenya?");
    }
    try (RouterProcess router = distribution.serve()) {
      router.post(TESTER, "1112223333", "Nairobi");
      assertThat(conversation(router)).contains("Right! You have 2 of 2.");
    }
  }

  @Test
  void aBackendFindsALibraryInItsFolder() throws Exception {
    Path plugin = Files.createDirectory(distribution.file("plugins/courier"));
    Path jar = distribution.file("plugins/courier.jar");
    String source =
        Files.readString(Checkout.file("distribution/src/test/resources/CourierPlugin.java"));
    CompiledPlugin.backendJar(jar, distribution.file("lib"), "CourierPlugin", source);
    Files.move(jar, plugin.resolve("courier.jar"));
    copyLibrary("jackson-", plugin);
    distribution.configure("backends:\n", "backends:\n  mine: {engine: courier}\n");
    try (RouterProcess router = distribution.serve()) {
      assertThat(router.postForm("/courier/mine/", "{\"from\":\"1\",\"words\":\"ping\"}"))
          .returns(200, HttpResponse::statusCode);
      assertThat(router.postForm("/courier/mine/", "{\"from\":\"1\"}"))
          .returns(400, HttpResponse::statusCode)
          .returns("words: is missing, or is no text", HttpResponse::body);
      assertThat(router.postForm("/courier/mine/", "from=1&words=ping"))
          .returns("the body is no JSON", HttpResponse::body);
    }
  }

  private void copyLibrary(String name, Path to) throws IOException {
    try (Stream<Path> jars = Files.list(distribution.file("lib"))) {
      for (Path jar :
          jars.filter(each -> each.getFileName().toString().startsWith(name)).toList()) {
        Files.copy(jar, to.resolve(jar.getFileName()));
      }
    }
  }

  @Test
  void theExamplesScriptHoldsOnTheCommandLineAndNothingRemains() throws Exception {
    Files.copy(QUIZ, distribution.file("plugins/quiz.jar"));
    distribution.configure("  - ping\n", SETTINGS);
    String script = Checkout.file("examples/quiz/src/test/resources/quiz.script").toString();

    FinishedCommand holds = distribution.run("script", script, "--backend", "httptester-public");

    assertThat(holds.err()).isEmpty();
    assertThat(holds.out()).containsExactly("ok      " + script, "1 run, 0 failed");
    assertThat(holds.exit()).isZero();
    assertThat(distribution.file("data")).doesNotExist();
  }

  @Test
  void theWayOfAMessageIsExplainedWhileTheRouterServes() throws Exception {
    try (RouterProcess router = distribution.serve()) {
      FinishedCommand refused = distribution.run("explain", "httptester-public", "1", "echo hello");
      FinishedCommand explained =
          distribution.run("explain", "--in-memory", "httptester-public", "1", "echo hello");

      assertThat(refused.err())
          .singleElement()
          .asString()
          .contains("another process has it open", "--in-memory");
      assertThat(explained.out())
          .anyMatch(line -> line.matches("  handle    echo .* true: handled it; made .* < hello"))
          .endsWith("this would go out:", "  httptester-public/1 < hello");
      assertThat(router.get(TESTER + "1/messages").body()).isEqualTo("[]");
    }
  }

  @Test
  void aKeywordThatAnEarlierAppTakesIsWarnedOfByCheckAndAtStart() throws Exception {
    Files.copy(
        Checkout.jar("examples/poll", "example-poll"), distribution.file("plugins/poll.jar"));
    distribution.configure(
        "  - ping\n", "  - poll: {question: Well?, choices: [yea, nay], keyword: echo}\n");
    String warning =
        "the keyword 'echo' of the app poll can never be reached: the keyword 'echo' of the app"
            + " echo takes all of its messages";

    assertThat(distribution.run("check").out()).contains("warning: " + warning);
    assertThat(distribution.run("incoming", "httptester-public", "1", "echo hello").err())
        .singleElement()
        .asString()
        .contains("WARN")
        .endsWith(warning);
  }

  @Test
  void whatIsNotAJarStopsTheStart() throws Exception {
    Files.writeString(distribution.file("plugins/quiz.jar"), "not a jar");

    assertRefused("plugins/quiz.jar is not a jar that can be read");
  }

  @Test
  void aPluginForANewerJavaStopsTheStart() throws Exception {
    try (FileSystem jar = copy("plugins/quiz.jar")) {
      Path type = jar.getPath(QUIZ_PLUGIN);
      byte[] bytes = Files.readAllBytes(type);
      // JVM specification, 4.1: the major version; 44 more than that of Java.
      bytes[7] = (byte) (44 + 88);
      Files.write(type, bytes);
    }

    assertRefused("plugins/quiz.jar: a plugin cannot be loaded: ", "compiled for Java 88");
  }

  @Test
  void aMissingClassStopsTheStart() throws Exception {
    try (FileSystem jar = copy("plugins/quiz.jar")) {
      Files.delete(jar.getPath("/org/example/quiz/QuizApp.class"));
    }

    assertRefused("plugins/quiz.jar: ", "the class org.example.quiz.QuizApp is missing");
  }

  @Test
  void aMissingPluginClassStopsTheStart() throws Exception {
    try (FileSystem jar = copy("plugins/quiz.jar")) {
      Files.delete(jar.getPath(QUIZ_PLUGIN));
    }

    assertRefused("plugins/quiz.jar: ", "org.example.quiz.QuizPlugin not found");
  }

  @Test
  void aJarWithoutAPluginStopsTheStart() throws Exception {
    Files.copy(
        Checkout.jar("router-storage", "router-storage"), distribution.file("plugins/library.jar"));

    assertRefused("plugins/library.jar has no plugin in it");
  }

  @Test
  void theSameNameTwiceStopsTheStart() throws Exception {
    Files.copy(QUIZ, distribution.file("plugins/quiz.jar"));
    Files.copy(QUIZ, distribution.file("plugins/quiz-copy.jar"));

    assertRefused("two plugins have the same name: quiz (", "plugins/quiz-copy.jar");
  }

  @Test
  void aConstructorThatThrowsStopsTheStart() throws Exception {
    ThrowingPlugin.jar(distribution.file("plugins/moody.jar"), distribution.file("lib"));

    assertRefused("plugins/moody.jar: ", "java.lang.IllegalStateException: not today");
  }

  private FileSystem copy(String to) throws IOException {
    Path jar = Files.copy(QUIZ, distribution.file(to));
    return FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of());
  }

  private void assertRefused(String start, String... parts) throws Exception {
    FinishedCommand refused = distribution.run("serve");

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).singleElement().asString().startsWith(start);
    for (String part : parts) {
      assertThat(refused.err().get(0)).contains(part);
    }
  }

  private static String conversation(RouterProcess router) throws Exception {
    return router.get(TESTER + "1112223333/messages").body();
  }
}
