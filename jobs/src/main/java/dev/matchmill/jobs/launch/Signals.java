package dev.matchmill.jobs.launch;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.util.List;

/**
 * Signals of the operating system, by the JDK's {@code sun.misc.Signal}: it has no other way, and
 * the compiler, which warns of that one, can't be told not to. So it is called by its name.
 */
final class Signals {

    /** Those that ask a process to end. */
    static final List<String> ENDING = List.of("TERM", "INT", "HUP");

    private Signals() {}

    /**
     * Runs the action on a thread of its own each time the signal comes, in place of what the JVM
     * would do. A signal that the process was started to ignore stays ignored.
     *
     * @param name without SIG
     */
    static void on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            MethodHandle run =
                    MethodHandles.lookup()
                            .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                            .bindTo(action);
            Object listener =
                    MethodHandleProxies.asInterfaceInstance(
                            handler, MethodHandles.dropArguments(run, 0, signal));
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
        } catch (InvocationTargetException refused) {
            // -Xrs leaves signals to the system, which ends the process at once: as was wished.
            if (!(refused.getCause() instanceof IllegalArgumentException)) {
                throw new IllegalStateException("cannot listen to SIG" + name, refused);
            }
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException("this JDK lacks the module jdk.unsupported", missing);
        }
    }
}
