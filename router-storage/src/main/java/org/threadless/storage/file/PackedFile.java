package org.threadless.storage.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The file of an H2 database in a zip, as H2 itself writes and reads backups. */
public final class PackedFile {

  private static final String END = ".mv.db";

  private PackedFile() {}

  /**
   * Packs the file of a database that nobody has open. The zip is there as a whole or not at all,
   * and nobody else can read it.
   */
  public static void pack(Path file, Path zip) throws IOException {
    Path part = zip.resolveSibling(zip.getFileName() + ".part");
    try {
      try (FileChannel channel = PrivateFiles.create(part)) {
        ZipOutputStream out =
            new ZipOutputStream(
                new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
        out.setLevel(Deflater.BEST_SPEED);
        out.putNextEntry(new ZipEntry("router" + END));
        Files.copy(file, out);
        out.closeEntry();
        out.finish();
        out.flush();
        channel.force(true);
      }
      Files.move(part, zip, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /**
   * Unpacks it.
   *
   * @param file replaced, if it is there; nobody else can read it
   * @throws IOException where that fails; its message says why
   */
  public static void unpack(Path zip, Path file) throws IOException {
    try (ZipFile packed = new ZipFile(zip.toFile())) {
      ZipEntry entry =
          packed.stream()
              .filter(each -> each.getName().endsWith(END))
              .findFirst()
              .map(ZipEntry.class::cast)
              .orElseThrow(() -> new IOException("there is no database in it"));
      try (InputStream in = packed.getInputStream(entry);
          FileChannel out = PrivateFiles.create(file)) {
        in.transferTo(Channels.newOutputStream(out));
        out.force(true);
      }
    } catch (ZipException e) {
      throw new IOException("it is no zip, or not all of one: " + e.getMessage(), e);
    }
  }
}
