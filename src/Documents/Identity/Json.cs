using System.Text.Encodings.Web;
using System.Text.Json;

namespace EdFi.BatchPerf.Documents.Identity;

/// <summary>How JSON is written here: compact, and letters of any language as they are.</summary>
internal static class Json
{
    public static JsonSerializerOptions Compact { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
