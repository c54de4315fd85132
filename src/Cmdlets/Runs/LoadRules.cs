namespace EdFi.BatchPerf.Cmdlets;

/// <summary>
/// Parameters of a load of which one excludes others: one set of parameters whose help can be read, instead of five that are nearly equal.
/// </summary>
internal static class LoadRules
{
    private const string Stage = nameof(InvokeBatchVolumeTestCommand.Stage);
    private const string StageTarget = nameof(InvokeBatchVolumeTestCommand.StageTarget);

    /// <summary>Times that a run lasts. A number of batches beside one means what comes first.</summary>
    private static readonly string[] Lengths =
    [
        nameof(InvokeBatchVolumeTestCommand.Duration), nameof(InvokeBatchVolumeTestCommand.RunTimeInMinutes), Stage,
    ];

    /// <summary>Parameters that the targets of stages replace.</summary>
    private static readonly string[] Rates =
    [
        nameof(InvokeBatchVolumeTestCommand.SpawnRate), nameof(InvokeBatchVolumeTestCommand.ArrivalRate),
        nameof(InvokeBatchVolumeTestCommand.OperationRate),
    ];

    /// <summary>Refuses parameters that exclude each other.</summary>
    /// <param name="given">Names of the parameters that were given.</param>
    /// <exception cref="BatchPerfException">ParameterConflict.</exception>
    public static bool Check(ICollection<string> given)
    {
        var has = new HashSet<string>(given, StringComparer.OrdinalIgnoreCase);
        if (Array.FindAll(Lengths, has.Contains) is [var first, var second, ..])
        {
            throw Conflict(
                $"-{first} and -{second} exclude each other.",
                "Give one of -Duration, -RunTimeInMinutes and -Stage.");
        }

        if (has.Contains(Stage) && has.Contains(nameof(InvokeBatchVolumeTestCommand.BatchCount)))
        {
            throw Conflict("-BatchCount and -Stage exclude each other.", "Leave one out: stages say themselves how long the run lasts.");
        }

        if (has.Contains(Stage) && Array.Find(Rates, has.Contains) is { } rate)
        {
            throw Conflict(
                $"-{rate} and -Stage exclude each other.",
                "Leave it out: the stages' targets are clients or, with -StageTarget, a rate.");
        }

        return !has.Contains(StageTarget) || has.Contains(Stage)
            ? true
            : throw Conflict("-StageTarget was given without -Stage.", "Add -Stage, or leave -StageTarget out.");
    }

    private static BatchPerfException Conflict(string message, string nextStep) =>
        new("ParameterConflict", ProblemKind.InvalidInput, message, nextStep);
}
