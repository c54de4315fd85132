namespace EdFi.BatchPerf.Bench.Measuring;

/// <summary>Where things lie.</summary>
internal static class Repository
{
    private const string Solution = "EdFi.BatchPerf.PS.sln";

    public static string Root { get; } = Find();

    /// <summary>A folder for what measurements write.</summary>
    public static string Scratch { get; } = Directory.CreateDirectory(Path.Combine(Root, "out", "bench")).FullName;

    public static string Module { get; } = Path.Combine(Root, "out", "module", "EdFi.BatchPerf", "EdFi.BatchPerf.psd1");

    /// <summary>A folder for committed figures: a file for each part.</summary>
    public static string Results { get; } = Path.Combine(Root, "bench", "results");

    /// <summary>The console program as build.cs lays it out, with native code.</summary>
    public static Command Cli(params string[] arguments) =>
        new("dotnet", [Path.Combine(Root, "out", "console", "edfi-batchperf.dll"), .. arguments]);

    public static Command Simulator(params string[] arguments) =>
        new("dotnet", [Output("Simulator", "edfi-dms-simulator.dll"), .. arguments]);

    /// <summary>This program in another role.</summary>
    public static Command Self(params string[] arguments) => new("dotnet", [typeof(Repository).Assembly.Location, .. arguments]);

    private static string Output(string project, string file) => Path.Combine(Root, "src", project, "bin", "Release", "net10.0", file);

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, Solution)))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new BenchException($"There is no {Solution} above {AppContext.BaseDirectory}.");
    }
}
