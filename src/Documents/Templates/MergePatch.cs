using System.Text.Json.Nodes;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>JSON merge patch, RFC 7396: objects are merged, null removes, anything else replaces.</summary>
internal static class MergePatch
{
    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        foreach (var (name, change) in patch)
        {
            if (change is null)
            {
                target.Remove(name);
            }
            else if (change is JsonObject inner)
            {
                target[name] = Apply(target[name] as JsonObject is { } child ? (JsonObject)child.DeepClone() : [], inner);
            }
            else
            {
                target[name] = change.DeepClone();
            }
        }

        return target;
    }
}
