using System.Diagnostics;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Finds the simulator: where it was said to be, beside the module, on PATH.</summary>
internal static class SimulatorLocator
{
    private const string Name = "edfi-dms-simulator";

    /// <exception cref="BatchPerfException">It is nowhere.</exception>
    public static ProcessStartInfo Find(string? path)
    {
        var places = path is null ? Places().ToList() : File.Exists(path) ? [path] : Candidates(path).ToList();
        var found = places.Find(File.Exists) ?? throw new BatchPerfException(
            "SimulatorNotFound",
            ProblemKind.File,
            path is null ? $"{Name} is neither beside the module nor on PATH." : $"There is no {Name} at '{path}'.",
            "Give -Path to the program, or install the package that contains it.");
        return found.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? new ProcessStartInfo("dotnet") { ArgumentList = { found } } : new ProcessStartInfo(found);
    }

    private static IEnumerable<string> Places()
    {
        var module = Path.GetDirectoryName(typeof(SimulatorLocator).Assembly.Location)!;
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Candidates(Path.Combine(module, "simulator")).Concat(path.SelectMany(Candidates));
    }

    private static IEnumerable<string> Candidates(string folder) =>
        [Path.Combine(folder, OperatingSystem.IsWindows() ? Name + ".exe" : Name), Path.Combine(folder, Name + ".dll")];
}
