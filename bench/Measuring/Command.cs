namespace EdFi.BatchPerf.Bench.Measuring;

/// <summary>A program with its arguments.</summary>
internal sealed record Command(string File, params IReadOnlyList<string> Arguments)
{
    /// <summary>Variables that differ from this process's.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The same on one core only, where the machine can do that.</summary>
    public Command OnCore(int? core) =>
        core is { } number && OperatingSystem.IsLinux()
            ? this with { File = "taskset", Arguments = ["-c", $"{number}", File, .. Arguments] }
            : this;

    public Command With(string variable, string value) =>
        this with { Environment = new Dictionary<string, string>(Environment, StringComparer.Ordinal) { [variable] = value } };
}
