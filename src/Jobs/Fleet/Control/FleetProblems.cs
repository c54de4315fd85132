using EdFi.BatchPerf.Jobs.Fleet.Messages;

namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>What to say of a machine for whose sake nothing was sent from any machine.</summary>
internal static class FleetProblems
{
    /// <summary>It cannot be reached, or was lost before the start.</summary>
    public static BatchPerfException Absent(string machine, string why) => Of(
        "MachineAbsent",
        ProblemKind.Connection,
        machine,
        $"{why}",
        $"Open the session to {machine} anew{OrLeaveOut()}.");

    /// <summary>PowerShell is too old there.</summary>
    public static BatchPerfException TooOld(string machine, Version version, Version least) => Of(
        "MachineTooOld",
        ProblemKind.InvalidInput,
        machine,
        $"it runs PowerShell {version}",
        $"Install PowerShell {least} or later on {machine}, and open the session to it.");

    /// <summary>The module there stays another one.</summary>
    public static BatchPerfException Differs(string machine) => Of(
        "MachineDiffers",
        ProblemKind.File,
        machine,
        "the module there is another one than here, and remained so when it had been copied",
        $"Give a folder on {machine} that may be written{new OptionKey("ModulePath").IfOffered(static option => $", by {option}")}.");

    /// <summary>Its clock is not known well enough.</summary>
    public static BatchPerfException Clock(string machine, TimeSpan error, TimeSpan most) => Of(
        "MachineClockUnknown",
        ProblemKind.Connection,
        machine,
        FormattableString.Invariant($"its clock is known to ±{error.TotalMilliseconds:0.#} ms only, since it answers slowly"),
        "Find out what delays answers" + new OptionKey("MaxClockError").IfOffered(option => FormattableString.Invariant(
            $", or give a larger {option} than {most.TotalMilliseconds:0.#} ms")) + ".");

    /// <summary>It took too long to prepare.</summary>
    public static BatchPerfException Slow(string machine, string what, TimeSpan waited) => Of(
        "MachineSlow",
        ProblemKind.Connection,
        machine,
        $"it was not ready with '{what}' after {DurationText.Format(waited)}",
        $"Find out what delays {machine}{OrLeaveOut()}.");

    /// <summary>It has a problem of its own.</summary>
    public static BatchPerfException Own(string machine, MemberProblem problem) =>
        Of(problem.ErrorId, problem.Kind, machine, problem.Message, problem.NextStep);

    /// <summary>It did not hear of the start in time.</summary>
    public static BatchPerfException Late(string machine) => Of(
        "MachineLate",
        ProblemKind.Connection,
        machine,
        "it had not acknowledged the common start in time",
        $"Find out what delays {machine}{new OptionKey("StartIn").IfOffered(static option => $", or give a longer {option}")}.");

    private static string OrLeaveOut() => new OptionKey("Session").IfOffered(static option => $", or leave it out of {option}");

    private static BatchPerfException Of(string id, ProblemKind kind, string machine, string what, string nextStep) =>
        new(id, kind, $"Nothing was sent from any machine, because of {machine}: {what.TrimEnd('.')}.", nextStep);
}
