package org.threadless.server.command.serve;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.threadless.server.command.place.CommandRoot;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.typed.UserException;
import org.threadless.server.wiring.RunningRouter;
import org.threadless.server.wiring.Setup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/**
 * {@code router prepare}: what a router does first, so that the JVM can keep for later starts which
 * classes that takes. The launcher tells the JVM where to keep them, and takes a configuration for
 * this command that sends nothing.
 */
@Command(
    name = "prepare",
    description = {
      "Makes later starts faster: keeps in the folder cache what Java finds out at each start.",
      "To be run once after unzipping, and again when lib or Java has changed."
    },
    mixinStandardHelpOptions = true)
public final class PrepareCommand implements Callable<Integer> {

  // What is not slow after that was not slow before.
  private static final int MESSAGES = 20;

  @ParentCommand private CommandRoot router;

  private final HttpClient client = HttpClient.newHttpClient();

  @Override
  public Integer call() throws IOException, InterruptedException {
    // Not an option: with a configuration of the user's, messages would really be sent.
    String file = System.getProperty("router.prepare");
    if (file == null) {
      throw new UserException("only bin/router itself can prepare, and without more arguments");
    }
    Setup setup = Setup.read(Path.of(file), System.getenv(), router.plugins());
    try (RunningRouter running = RunningRouter.open(setup, ConfigOption.home())) {
      running.takeUp();
      URI root = running.listen();
      for (String path : setup.backendPaths()) {
        for (int i = 0; i < MESSAGES; i++) {
          post(root.resolve(path), "identity=1112223333&text=echo+" + i);
        }
      }
    }
    return 0;
  }

  private void post(URI url, String form) throws IOException, InterruptedException {
    client.send(
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.discarding());
  }
}
