package org.threadless.server.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ControlTest {

  private static final ControlAction ECHO = (arguments, out) -> arguments.forEach(out);

  @TempDir private Path folder;

  @Test
  void aCommandIsAnsweredLineByLineWhateverIsInThem() throws Exception {
    ControlPlace place = place("router.mv.db");
    try (AutoCloseable server = ControlServer.open(place, Map.of("echo", ECHO))) {
      assertThat(server).isNotNull();
      List<String> arguments = List.of("", "a&b=c d+e%", "naïve 😀", "two\nlines");

      assertThat(run(place, "echo", arguments))
          .containsExactly("", "a&b=c d+e%", "naïve 😀", "two lines");
      assertThat(run(place, "echo", List.of())).isEmpty();
    }
  }

  @Test
  void whatIsNotDoneIsToldInOneLine() throws Exception {
    ControlPlace place = place("router.mv.db");
    Map<String, ControlAction> actions =
        Map.of(
            "refuse",
            (arguments, out) -> {
              throw new ControlException("not\ntoday");
            },
            "fail",
            (arguments, out) -> {
              throw new IllegalStateException("a mistake");
            });
    try (AutoCloseable server = ControlServer.open(place, actions)) {
      assertThat(server).isNotNull();
      assertThatThrownBy(() -> run(place, "refuse", List.of())).hasMessage("not today");
      assertThatThrownBy(() -> run(place, "fail", List.of())).hasMessageContaining("a mistake");
      assertThatThrownBy(() -> run(place, "fly", List.of())).hasMessageContaining("fly");
    }
  }

  @Test
  void oneThatTakesLongKeepsNobodyWaiting() throws Exception {
    ControlPlace place = place("router.mv.db");
    CountDownLatch over = new CountDownLatch(1);
    ControlAction slow =
        (arguments, out) -> {
          out.accept("begun");
          try {
            over.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    try (AutoCloseable server = ControlServer.open(place, Map.of("slow", slow, "echo", ECHO));
        ServingRouter router = ServingRouter.at(place).orElseThrow()) {
      assertThat(server).isNotNull();
      router.run(
          "slow",
          List.of(),
          line -> {
            assertThat(run(place, "echo", List.of("meanwhile"))).containsExactly("meanwhile");
            over.countDown();
          });
      assertThat(over.getCount()).isZero();
    }
  }

  @Test
  void aStopWaitsForWhatIsBeingDone() throws Exception {
    ControlPlace place = place("router.mv.db");
    CountDownLatch over = new CountDownLatch(1);
    List<String> done = new CopyOnWriteArrayList<>();
    ControlAction slow =
        (arguments, out) -> {
          out.accept("begun");
          Uninterruptibles.awaitUninterruptibly(over);
          done.add("done");
        };
    ControlServer server = ControlServer.open(place, Map.of("slow", slow));
    try (ServingRouter router = ServingRouter.at(place).orElseThrow()) {
      Thread stop = new Thread(() -> close(server));
      router.run(
          "slow",
          List.of(),
          line -> {
            stop.start();
            await().until(() -> !Files.exists(place.file()));
            over.countDown();
          });
      stop.join();
    }
    assertThat(done).containsExactly("done");
  }

  private static void close(ControlServer server) {
    try {
      server.close(Duration.ofMinutes(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void nobodyAnswersWhereNoRouterServes() throws Exception {
    ControlPlace place = place("router.mv.db");
    assertThat(ServingRouter.at(place)).isEmpty();

    ControlServer.open(place, Map.of()).close();

    assertThat(ServingRouter.at(place)).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aSocketThatWasLeftBehindIsReplacedAndOneInUseIsLeftAlone() throws Exception {
    ControlPlace place = place("router.mv.db");
    leaveBehind(place.file());
    assertThat(ServingRouter.at(place)).isEmpty();

    try (AutoCloseable server = ControlServer.open(place, Map.of("echo", ECHO));
        AutoCloseable second = ControlServer.open(place, Map.of())) {
      assertThat(second).isNotEqualTo(server);
      assertThat(run(place, "echo", List.of("first"))).containsExactly("first");
    }
  }

  @Test
  void whereTheSocketCannotBeMadeItSaysWhy() throws Exception {
    Files.createFile(folder.resolve("file"));
    ControlPlace place = place("file/router.mv.db");
    try (ControlServer server = ControlServer.open(place, Map.of("echo", ECHO))) {
      assertThat(server.obstacle())
          .hasValueSatisfying(
              why ->
                  assertThat(why)
                      .startsWith(
                          "commands do not reach this router while it serves: "
                              + place.file()
                              + " cannot be made: "));
    }
    try (ControlServer server = ControlServer.open(place("router.mv.db"), Map.of())) {
      assertThat(server.obstacle()).isEmpty();
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "knows no such permissions")
  void nobodyElseMayUseIt() throws Exception {
    ControlPlace place = place("router.mv.db");
    try (AutoCloseable server = ControlServer.open(place, Map.of())) {
      assertThat(server).isNotNull();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place.file())))
          .isEqualTo("rw-------");
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "lets not everybody make links")
  void aFolderMayHaveALongPath() throws Exception {
    ControlPlace place = place("a".repeat(100) + "/" + "b".repeat(100) + "/router.mv.db");
    try (AutoCloseable server = ControlServer.open(place, Map.of("echo", ECHO))) {
      assertThat(server).isNotNull();
      assertThat(place.file()).exists();
      assertThat(run(place, "echo", List.of("far"))).containsExactly("far");
    }
  }

  @Test
  void withoutAFileOfTheDatabaseItIsNamedAfterTheConfiguration() {
    ControlPlace one = ControlPlace.of(Optional.empty(), folder, Path.of("conf/one.yml"));
    ControlPlace other = ControlPlace.of(Optional.empty(), folder, Path.of("conf/other.yml"));

    assertThat(one.file().getParent()).isEqualTo(folder.resolve("data"));
    assertThat(one).isNotEqualTo(other);
    assertThat(one)
        .isEqualTo(ControlPlace.of(Optional.empty(), folder, Path.of("./conf/../conf/one.yml")));
  }

  private ControlPlace place(String database) {
    return ControlPlace.of(
        Optional.of(folder.resolve(database)), folder, folder.resolve("router.yml"));
  }

  private static List<String> run(ControlPlace place, String action, List<String> arguments) {
    List<String> lines = new ArrayList<>();
    try (ServingRouter router = ServingRouter.at(place).orElseThrow()) {
      router.run(action, arguments, lines::add);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return lines;
  }

  private static void leaveBehind(Path file) throws IOException {
    try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.bind(UnixDomainSocketAddress.of(file));
    }
    assertThat(file).exists();
  }
}
