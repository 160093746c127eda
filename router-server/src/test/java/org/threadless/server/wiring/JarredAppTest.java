package org.threadless.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.message.Connection;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.server.plugin.Plugins;
import org.threadless.server.sample.CompiledJar;

/** Apps from the folder of plugins, on a router that runs. */
class JarredAppTest {

  private static final String PLUGIN =
      """
      package org.example;
      public class Plugin implements org.threadless.router.app.AppPlugin {
        public String name() { return "%s"; }
        public Class<? extends org.threadless.router.app.App> appType() { return TheApp.class; }
        public java.util.Optional<String> migrations() {
          return java.util.Optional.of("org/example/migrations");
        }
        public java.util.List<Class<?>> mappers() { return java.util.List.of(NoteMapper.class); }
      }
      """;

  private static final String APP =
      """
      package org.example;
      import org.threadless.router.handler.Handler;
      class TheApp implements org.threadless.router.handler.HandlerApp {
        private final NoteMapper notes;
        @jakarta.inject.Inject TheApp(NoteMapper notes) { this.notes = notes; }
        public java.util.List<Handler> handlers() {
          return java.util.List.of(
              Handler.keyword(
                  "%s",
                  (message, text) -> {
                    notes.add(new Note(text));
                    message.respond(notes.all().toString());
                  }));
        }
      }
      """;

  private static final String MAPPER =
      """
      package org.example;
      interface NoteMapper {
        void add(Note note);
        java.util.List<Note> all();
      }
      """;

  private static final String XML =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE mapper PUBLIC "-//mybatis.org//DTD Mapper 3.0//EN"
        "https://mybatis.org/dtd/mybatis-3-mapper.dtd">
      <mapper namespace="org.example.NoteMapper">
        <insert id="add" parameterType="org.example.Note">
          INSERT INTO %1$s_note (text) VALUES (#{text})
        </insert>
        <select id="all" resultType="org.example.Note">SELECT text FROM %1$s_note ORDER BY text</select>
      </mapper>
      """;

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temp.resolve("plugins"));
  }

  @Test
  void twoAppsWhoseClassesHaveTheSameNamesEachKeepTheirOwnTable() throws Exception {
    app("memo").to(folder.resolve("memo.jar"));
    app("to-do").to(folder.resolve("to-do.jar"));
    try (RunningRouter router = open("apps: [memo, to-do]")) {
      assertThat(say(router, "memo milk")).containsExactly("[Note[text=milk]]");
      assertThat(say(router, "to-do wash")).containsExactly("[Note[text=wash]]");
      assertThat(say(router, "memo eggs")).containsExactly("[Note[text=eggs], Note[text=milk]]");
    }
  }

  @Test
  void anAppThatCannotBeMadeIsToldWithItsJar() throws Exception {
    CompiledJar.ofApp(
            "moody-too",
            "package org.example; public class TheApp implements org.threadless.router.app.App {"
                + " public TheApp() { throw new IllegalStateException(\"not today\"); } }")
        .to(folder.resolve("moody.jar"));

    assertThatThrownBy(() -> open("apps: [moody-too]"))
        .isInstanceOf(WiringException.class)
        .hasMessage(
            "app moody-too of plugins/moody.jar cannot be made:"
                + " java.lang.IllegalStateException: not today");
  }

  @Test
  void anAppWhoseStaticInitializerThrowsIsToldWithItsJar() throws Exception {
    CompiledJar.ofApp(
            "static",
            "package org.example; public class TheApp implements org.threadless.router.app.App {"
                + " static final int NUMBER = Integer.parseInt(\"none\"); public TheApp() {} }")
        .to(folder.resolve("static.jar"));

    assertThatThrownBy(() -> open("apps: [static]"))
        .isInstanceOf(WiringException.class)
        .hasMessageStartingWith("app static of plugins/static.jar cannot be made: ")
        .message()
        .hasLineCount(1);
  }

  @Test
  void anAppThatThrowsAnErrorForItsHandlersIsToldWithItsJar() throws Exception {
    CompiledJar.ofApp(
            "silent",
            "package org.example; public class TheApp implements"
                + " org.threadless.router.handler.HandlerApp { public TheApp() {} public"
                + " java.util.List<org.threadless.router.handler.Handler> handlers() { throw new"
                + " AssertionError(\"never\"); } }")
        .to(folder.resolve("silent.jar"));

    assertThatThrownBy(() -> open("apps: [silent]"))
        .isInstanceOf(WiringException.class)
        .hasMessage(
            "app silent of plugins/silent.jar does not tell its handlers:"
                + " java.lang.AssertionError: never");
  }

  @Test
  void somethingThatIsNotBoundIsToldWithItsJar() throws Exception {
    CompiledJar.ofApp(
            "curious",
            "package org.example; class TheApp implements org.threadless.router.app.App {"
                + " @jakarta.inject.Inject TheApp(Runnable work) {} }")
        .to(folder.resolve("curious.jar"));

    assertThatThrownBy(() -> open("apps: [curious]"))
        .isInstanceOf(WiringException.class)
        .hasMessage(
            "app curious of plugins/curious.jar cannot be made:"
                + " org.example.TheApp asks for java.lang.Runnable, which is"
                + " not bound");
  }

  private static CompiledJar app(String name) {
    String table = name.replace('-', '_');
    return new CompiledJar()
        .source(PLUGIN.formatted(name))
        .source(APP.formatted(name))
        .source(MAPPER)
        .source("package org.example; record Note(String text) {}")
        .file("org/example/NoteMapper.xml", XML.formatted(table))
        .file(
            "org/example/migrations/V1__note.sql",
            "CREATE TABLE " + table + "_note (text VARCHAR NOT NULL);")
        .file("META-INF/services/" + AppPlugin.class.getName(), "org.example.Plugin\n");
  }

  private RunningRouter open(String apps) throws IOException {
    Path file =
        Files.writeString(
            temp.resolve("router.yml"),
            "http: {port: 0}\ndatabase: {url: 'jdbc:h2:mem:"
                + UUID.randomUUID()
                + "'}\nbackends: {a: {engine: journal}}\n"
                + apps);
    Plugins plugins = Plugins.find(getClass().getClassLoader(), folder, folder);
    return RunningRouter.open(Setup.read(file, Map.of(), plugins), new Home(temp));
  }

  private static List<String> say(RunningRouter router, String text) {
    return router
        .incoming()
        .incoming(ReceivedMessage.of(Connection.of("a", "1112223333"), text))
        .sent()
        .stream()
        .map(OutgoingMessage::text)
        .toList();
  }
}
