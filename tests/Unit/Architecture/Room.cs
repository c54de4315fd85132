using System.Xml.Linq;

namespace EdFi.BatchPerf.Unit.Architecture;

/// <summary>
/// A project of src/: its folder, its assembly, the rooms that it may use, and the third-party packages whose home it is.
/// </summary>
internal sealed record Room(string Name, string Assembly, string[] MayUse, params string[] Packages)
{
    private static readonly string[] Lib = ["Model", "Engine", "ServerMetrics", "Telemetry", "Documents", "Files", "Questions", "Page"];

    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The rooms there may be, the lowest first: a room may use only what stands before it.</summary>
    public static IReadOnlyList<Room> Rows { get; } =
    [
        new("Model", "EdFi.BatchPerf.Model", []),
        new("Engine", "EdFi.BatchPerf.Engine", ["Model"]),
        new("ServerMetrics", "EdFi.BatchPerf.ServerMetrics", ["Model", "Engine"], "Npgsql"),
        new("Telemetry", "EdFi.BatchPerf.Telemetry", ["Model", "Engine"], "OpenTelemetry.Exporter.OpenTelemetryProtocol"),
        new("Documents", "EdFi.BatchPerf.Documents", ["Model", "Engine"], "Bogus"),
        new("Files", "EdFi.BatchPerf.Files", ["Model", "Engine", "Documents"], "CsvHelper"),
        new("Questions", "EdFi.BatchPerf.Questions", ["Model", "Engine", "Documents", "Files"], "MathNet.Numerics"),
        new("Page", "EdFi.BatchPerf.Page", ["Model", "Engine", "Documents", "Files", "Questions"]),
        new("Jobs", "EdFi.BatchPerf.Jobs", Lib),
        new("Cmdlets", "EdFi.BatchPerf.PS", [.. Lib, "Jobs"], "PowerShellStandard.Library"),
        new("Cli", "edfi-batchperf", [.. Lib, "Jobs"], "System.CommandLine"),
        new("Simulator", "edfi-dms-simulator", []),
    ];

    /// <summary>The rooms there are.</summary>
    public static IReadOnlyList<Room> All { get; } = [.. Rows.Where(static room => Directory.Exists(Path.Combine(Root, room.Folder)))];

    /// <summary>The project's folder in the repository.</summary>
    public string Folder => "src/" + Name;

    /// <summary>The assembly, beside the tests.</summary>
    public string Library => Path.Combine(AppContext.BaseDirectory, Assembly + ".dll");

    /// <summary>
    /// True where namespaces do not follow folders: types that operators name lie in the root namespace, cmdlets share one.
    /// </summary>
    public bool OwnNamespaces => Name is "Model" or "Cmdlets";

    /// <summary>The names of all rooms.</summary>
    public static TheoryData<string> Names => [.. All.Select(static room => room.Name)];

    public static Room Named(string name) => All.Single(room => room.Name == name);

    /// <summary>Reads the project's file.</summary>
    public XElement ReadProject() => XElement.Load(Directory.GetFiles(Path.Combine(Root, Folder), "*.csproj").Single());

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"No repository around {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}
