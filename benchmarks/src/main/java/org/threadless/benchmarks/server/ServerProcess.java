package org.threadless.benchmarks.server;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A process that says where it listens, and can be measured. */
public final class ServerProcess implements AutoCloseable {

  private static final String READY = "Listening on ";

  private final Process process;
  private final URI root;

  private ServerProcess(Process process, URI root) {
    this.process = process;
    this.root = root;
  }

  /** Starts a program, and returns when it listens. */
  public static ServerProcess start(ProcessBuilder builder) throws IOException {
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    if (line == null || !line.startsWith(READY)) {
      process.destroyForcibly();
      throw new IOException(builder.command() + " did not start");
    }
    return new ServerProcess(process, URI.create(line.substring(READY.length())));
  }

  /** Returns the URL of a path there. */
  public URI url(String path) {
    return root.resolve(path);
  }

  /** Returns the CPU time that it has taken so far. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Returns the memory that it has, in MB. */
  public double residentMegabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    throw new IOException("no VmRSS");
  }

  /** Returns how many bytes its threads have allocated; 0 where its Java does not tell. */
  @SuppressWarnings("BanJNDI") // The address is one that our own process has just told.
  public long allocated() throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
      String address = machine.startLocalManagementAgent();
      machine.detach();
      try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
        MBeanServerConnection beans = connector.getMBeanServerConnection();
        ObjectName threads = new ObjectName("java.lang:type=Threading");
        return (Long) beans.getAttribute(threads, "TotalThreadAllocatedBytes");
      }
    } catch (AttachNotSupportedException | JMException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(40, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
