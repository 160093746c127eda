/** The file of an embedded H2: who may read it, whether it is where it was, how large it is. */
package org.threadless.storage.file;
