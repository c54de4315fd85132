using System.Text;
using System.Text.Json;

namespace EdFi.BatchPerf.Attack.Targets;

/// <summary>Undamaged inputs: what a real server was recorded to answer, and templates of the examples.</summary>
internal static class Corpus
{
    /// <summary>Stands for a body that was recorded parsed only, with its secrets left out.</summary>
    private const string ShownParsed = "<see body>";

    private static readonly Lazy<List<RecordedAnswer>> Recorded = new(ReadRecorded);

    /// <summary>Recorded answers, each as an <see cref="Exchange"/>.</summary>
    public static IReadOnlyList<byte[]> Answers(Func<RecordedAnswer, bool> chosen) =>
        [.. Recorded.Value.Where(chosen).Select(static a => Exchange.Of(a.Status, a.Location, a.Body)).DistinctBy(Convert.ToBase64String)];

    /// <summary>Recorded bodies.</summary>
    public static IReadOnlyList<byte[]> Bodies(Func<RecordedAnswer, bool> chosen) =>
        [.. Recorded.Value.Where(chosen).Select(static a => a.Body).Where(static b => b.Length > 0).Distinct(StringComparer.Ordinal).Select(Text)];

    public static IReadOnlyList<byte[]> Templates() => [.. Files("Templates").Select(File.ReadAllBytes)];

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static IEnumerable<string> Files(string folder) =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, folder), "*.json").Order(StringComparer.Ordinal);

    private static List<RecordedAnswer> ReadRecorded()
    {
        var answers = new List<RecordedAnswer>();
        foreach (var path in Files("Transcripts"))
        {
            using var transcript = JsonDocument.Parse(File.ReadAllBytes(path));
            var response = transcript.RootElement.GetProperty("response");
            if (response.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.Number)
            {
                var location = response.TryGetProperty("headers", out var headers) ? TextOf(headers, "Location") : "";
                var raw = TextOf(response, "bodyRaw");
                var body = raw == ShownParsed ? response.GetProperty("body").GetRawText() : raw;
                answers.Add(new RecordedAnswer(Path.GetFileNameWithoutExtension(path), status.GetInt32(), location, body));
            }
        }

        return answers;
    }

    private static string TextOf(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
