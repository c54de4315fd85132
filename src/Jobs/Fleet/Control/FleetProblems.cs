using EdFi.BatchPerf.Jobs.Fleet.Messages;

namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>Errors of machines that keep every machine from sending.</summary>
internal static class FleetProblems
{
    private const string Nothing = "Nothing was sent from any machine, because of ";

    /// <summary>Refuses a machine that is not exactly where it has to be before the start.</summary>
    /// <exception cref="BatchPerfException">It was lost, has failed, or its run has ended while it waited.</exception>
    public static void Require(MachineLink link, FleetAnswer last, MemberPhase phase)
    {
        if (link.Lost is { } lost)
        {
            throw Absent(link.Name, lost);
        }

        if (last.Phase != phase)
        {
            throw last.Problem is { } problem ? Own(link.Name, problem) : Ended(link.Name, last);
        }
    }

    /// <summary>Makes the error of a start that was taken back after some machines may have sent.</summary>
    /// <param name="problem">Why the start was taken back.</param>
    /// <param name="machines">The machines that may have sent.</param>
    public static BatchPerfException Sent(BatchPerfException problem, IReadOnlyList<MachineLink> machines) => new(
        problem.ErrorId,
        problem.Problem,
        $"The start was taken back, but {string.Join(", ", machines.Select(static m => m.Name))} may have sent batches before that was "
            + $"heard. It was taken back because of {problem.Message.Replace(Nothing, "", StringComparison.Ordinal)}",
        problem.NextStep + " What may be left on the server is found by the journals that the warnings name.",
        problem);

    /// <summary>Limits that could not be tested, since there is no merged run.</summary>
    public static BatchPerfException Untested(int limits) => new(
        "ThresholdNotTested",
        ProblemKind.UnexpectedServer,
        FormattableString.Invariant($"{limits} limit(s) could not be tested, since there is no merged run: they count as not kept."),
        "See Verdict and Machines for why, and make the load again.");

    /// <summary>The figures lack those of machines that were lost or failed.</summary>
    public static BatchPerfException Incomplete(BatchFleetRun fleet) => new(
        "FleetIncomplete",
        ProblemKind.Connection,
        $"The figures are not those of the whole plan. {string.Join(' ', fleet.Verdict.Reasons)}",
        "Look at Machines: counts of a lost one are at least what it did, and Journal says where "
            + $"{new OptionKey("Leftover")} finds what it left.");

    /// <summary>Returns the warning of a machine that may have left documents, with where its journal lies.</summary>
    public static string Remains(MachineLink link) =>
        $"{link.Name} may have sent batches, and was not heard to have ended cleanly; without a word from here it ends by itself. "
            + $"Its journal {link.Last?.Journal} there says what it may have left on the server.";

    /// <summary>The machine cannot be reached, or was lost before the start.</summary>
    public static BatchPerfException Absent(string machine, string why) => Of(
        "MachineAbsent",
        ProblemKind.Connection,
        machine,
        $"{why}",
        $"Open the session to {machine} anew{OrLeaveOut()}.");

    /// <summary>The machine's PowerShell is too old.</summary>
    public static BatchPerfException TooOld(string machine, Version version, Version least) => Of(
        "MachineTooOld",
        ProblemKind.InvalidInput,
        machine,
        $"it runs PowerShell {version}",
        $"Install PowerShell {least} or later on {machine}, and open the session to it.");

    /// <summary>The machine's copy of the module differs, also after it was copied.</summary>
    public static BatchPerfException Differs(string machine) => Of(
        "MachineDiffers",
        ProblemKind.File,
        machine,
        "the module there is another one than here, and remained so when it had been copied",
        $"Give a folder on {machine} that may be written{new OptionKey("ModulePath").IfOffered(static option => $", by {option}")}.");

    /// <summary>The error of the machine's clock is too large.</summary>
    public static BatchPerfException Clock(string machine, TimeSpan error, TimeSpan most) => Of(
        "MachineClockUnknown",
        ProblemKind.Connection,
        machine,
        FormattableString.Invariant($"its clock is known to ±{error.TotalMilliseconds:0.#} ms only, since it answers slowly"),
        "Find out what delays answers" + new OptionKey("MaxClockError").IfOffered(option => FormattableString.Invariant(
            $", or give a larger {option} than {most.TotalMilliseconds:0.#} ms")) + ".");

    /// <summary>The machine took too long to prepare.</summary>
    public static BatchPerfException Slow(string machine, string what, TimeSpan waited) => Of(
        "MachineSlow",
        ProblemKind.Connection,
        machine,
        $"it was not ready with '{what}' after {DurationText.Format(waited)}",
        $"Find out what delays {machine}{OrLeaveOut()}.");

    /// <summary>The machine reported a problem.</summary>
    public static BatchPerfException Own(string machine, MemberProblem problem) =>
        Of(problem.ErrorId, problem.Kind, machine, problem.Message, problem.NextStep);

    /// <summary>The machine's run ended before the start.</summary>
    private static BatchPerfException Ended(string machine, FleetAnswer last) => Of(
        "MachineAbsent",
        ProblemKind.Connection,
        machine,
        last.StopReason == StopReason.LeaseExpired
            ? "its run ended before the start, since it had heard nothing of this controller for the time of its lease"
            : $"its run ended before the start ({last.Phase}, {last.StopReason})",
        $"Find out what delays {machine}{new OptionKey("Lease").IfOffered(static option => $", give a longer {option}")}{OrLeaveOut()}.");

    /// <summary>The machine did not acknowledge the start in time.</summary>
    public static BatchPerfException Late(string machine) => Of(
        "MachineLate",
        ProblemKind.Connection,
        machine,
        "it had not acknowledged the common start in time",
        $"Find out what delays {machine}{new OptionKey("StartIn").IfOffered(static option => $", or give a longer {option}")}.");

    private static string OrLeaveOut() => new OptionKey("Session").IfOffered(static option => $", or leave it out of {option}");

    private static BatchPerfException Of(string id, ProblemKind kind, string machine, string what, string nextStep) =>
        new(id, kind, $"{Nothing}{machine}: {what.TrimEnd('.')}.", nextStep);
}
