package org.threadless.server.command;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class RouterVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version =
        Optional.ofNullable(RouterVersion.class.getPackage().getImplementationVersion())
            .orElse("(not from a jar)");
    return new String[] {"Threadless Router " + version, "Java " + Runtime.version()};
  }
}
