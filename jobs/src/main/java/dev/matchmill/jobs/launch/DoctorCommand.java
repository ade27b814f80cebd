package dev.matchmill.jobs.launch;

import picocli.CommandLine.Command;

/** Whether everything is fit. */
@Command(name = "doctor", mixinStandardHelpOptions = true, description = "Checks everything.")
final class DoctorCommand implements java.util.concurrent.Callable<Integer> {

    @Override
    public Integer call() {
        return ExitCode.OK.code();
    }
}
