using System.Text.Json.Nodes;

namespace EdFi.BatchPerf.Unit.Simulator.Replay;

/// <summary>One recorded exchange with a real server.</summary>
public sealed record Transcript(string Name, JsonObject Request, JsonObject Response)
{
    public int Status => (int)Response["status"]!;

    public JsonNode? Body => Response["body"];

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Transcripts");

    public static IEnumerable<string> Names { get; } =
        [.. Directory.GetFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    public static Transcript Load(string name)
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")))!.AsObject();
        return new(name, file["request"]!.AsObject(), file["response"]!.AsObject());
    }

    public string? ResponseHeader(string name) => (string?)Response["headers"]?[name];
}
