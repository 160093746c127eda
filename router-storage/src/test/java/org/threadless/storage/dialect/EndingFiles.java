package org.threadless.storage.dialect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePathWrapper;

/**
 * Files of H2, by the scheme {@code ending:}, that can be written for so many times and not from
 * then on; public for H2, which makes it.
 */
public final class EndingFiles extends FilePathWrapper {

  /** What becomes of a write that is one too many. */
  enum End {
    /** As of one that a process did not come to which was killed. */
    NEVER_HAPPENS,
    /** As on a file system that turned read-only. */
    FAILS
  }

  static final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
  static volatile End end = End.FAILS;

  /** Lets this many be written from now on. */
  static void endAfter(int writes, End then) {
    end = then;
    left.set(writes);
  }

  static void goOn() {
    left.set(Integer.MAX_VALUE);
  }

  @Override
  public String getScheme() {
    return "ending";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Ending(super.open(mode));
  }

  private static final class Ending extends FileBaseDefault {

    private final FileChannel file;

    Ending(FileChannel file) {
      this.file = file;
    }

    private static boolean mayWrite() throws IOException {
      if (left.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        return true;
      }
      if (end == End.FAILS) {
        throw new IOException("Read-only file system");
      }
      return false;
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
      if (mayWrite()) {
        return file.write(source, position);
      }
      int length = source.remaining();
      source.position(source.limit());
      return length;
    }

    @Override
    protected void implTruncate(long length) throws IOException {
      if (mayWrite()) {
        file.truncate(length);
      }
    }

    @Override
    public synchronized int read(ByteBuffer target, long position) throws IOException {
      return file.read(target, position);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void force(boolean metaData) throws IOException {
      file.force(metaData);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }
}
