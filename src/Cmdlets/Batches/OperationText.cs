using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>
/// Operations as the JSON of the wire. Names may be written in any letter case, and documents and keys may be JSON texts, as those of
/// a <see cref="BatchOperation"/> are that went through Export-Clixml or a job.
/// </summary>
internal static class OperationText
{
    private const string What = "The operation";
    private static readonly string[] Names = ["op", "resource", "documentId", "naturalKey", "document", "ifMatch"];

    /// <summary>One text for each operation: a JSON text may hold an array of them.</summary>
    /// <exception cref="BatchPerfException">A text is not JSON.</exception>
    public static IEnumerable<string> Of(object item)
    {
        var value = item is PSObject wrapped ? wrapped.BaseObject : item;
        return value switch
        {
            BatchOperation operation => [Of(operation)],
            string text => FromText(text),
            IDictionary map => [JsonText.From(Spell(map.Cast<DictionaryEntry>().Select(static e => (Text(e.Key), e.Value))), What)],
            _ => [JsonText.From(
                Spell(PSObject.AsPSObject(item).Properties.Where(static p => p.IsGettable).Select(static p => (p.Name, (object?)p.Value))),
                What)],
        };
    }

    private static string Of(BatchOperation operation)
    {
        var array = Encoding.UTF8.GetString(OperationWriter.Write([operation]));
        return array[1..^1];
    }

    private static string[] FromText(string text)
    {
        using var document = JsonDocument.Parse(JsonText.From(text, What));
        return document.RootElement.ValueKind == JsonValueKind.Array
            ? [.. document.RootElement.EnumerateArray().Select(static e => e.GetRawText())]
            : [text];
    }

    private static Dictionary<string, object?> Spell(IEnumerable<(string Name, object? Value)> properties)
    {
        var spelt = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in properties)
        {
            var known = Array.Find(Names, n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase));
            if (known is null || value is not null)
            {
                spelt[known ?? name] = known switch
                {
                    "op" => value?.ToString(), // after Export-Clixml a number that is written as its name
                    "document" or "naturalKey" when Base(value) is string text => Parsed(text, known),
                    _ => value,
                };
            }
        }

        return spelt;
    }

    private static JsonElement Parsed(string text, string name)
    {
        using var document = JsonDocument.Parse(JsonText.From(text, $"The {name}"));
        return document.RootElement.Clone();
    }

    private static object? Base(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static string Text(object key) => Convert.ToString(key, CultureInfo.InvariantCulture) ?? "";
}
