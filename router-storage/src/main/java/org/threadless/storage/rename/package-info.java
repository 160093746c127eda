/** All that is a backend's, when it is called otherwise from now on. */
package org.threadless.storage.rename;
