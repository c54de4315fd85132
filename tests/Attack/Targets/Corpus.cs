using System.Text;
using System.Text.Json;

namespace EdFi.BatchPerf.Attack.Targets;

/// <summary>Undamaged inputs: what a real server was recorded to answer, and templates of the examples.</summary>
internal static class Corpus
{
    /// <summary>Stands for a body that was recorded parsed only, with its secrets left out.</summary>
    private const string ShownParsed = "<see body>";

    private static readonly Lazy<List<(string Name, int Status, string Location, string Body)>> Recorded = new(ReadRecorded);

    /// <summary>Recorded answers whose name begins so, each as an <see cref="Exchange"/>.</summary>
    public static IReadOnlyList<byte[]> Answers(Func<string, int, bool> chosen) =>
        [.. Recorded.Value.Where(a => chosen(a.Name, a.Status)).Select(static a => Exchange.Of(a.Status, a.Location, a.Body)).DistinctBy(Convert.ToBase64String)];

    /// <summary>Recorded bodies whose name begins so.</summary>
    public static IReadOnlyList<byte[]> Bodies(Func<string, int, bool> chosen) =>
        [.. Recorded.Value.Where(a => a.Body.Length > 0 && chosen(a.Name, a.Status)).Select(static a => a.Body).Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)];

    public static IReadOnlyList<byte[]> Templates() =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Templates"), "*.json").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static List<(string Name, int Status, string Location, string Body)> ReadRecorded()
    {
        var answers = new List<(string, int, string, string)>();
        foreach (var path in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Transcripts"), "*.json").Order(StringComparer.Ordinal))
        {
            using var transcript = JsonDocument.Parse(File.ReadAllBytes(path));
            var response = transcript.RootElement.GetProperty("response");
            if (response.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.Number)
            {
                var location = response.TryGetProperty("headers", out var headers) && headers.TryGetProperty("Location", out var value) ? value.GetString()! : "";
                var raw = response.TryGetProperty("bodyRaw", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
                var body = raw == ShownParsed ? response.GetProperty("body").GetRawText() : raw;
                answers.Add((Path.GetFileNameWithoutExtension(path), status.GetInt32(), location, body));
            }
        }

        return answers;
    }
}
