namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>A descriptor's URI, <c>uri://ed-fi.org/TermDescriptor#Fall Semester</c>, taken apart.</summary>
/// <param name="Namespace">The text before the number sign.</param>
/// <param name="CodeValue">The text behind the number sign.</param>
/// <param name="Resource">The endpoint segment, for example <c>termDescriptors</c>.</param>
internal sealed record DescriptorUri(string Namespace, string CodeValue, string Resource)
{
    public static DescriptorUri? TryParse(string? uri)
    {
        var hash = uri?.IndexOf('#', StringComparison.Ordinal) ?? -1;
        var slash = hash < 0 ? -1 : uri!.LastIndexOf('/', hash);
        if (slash < 0 || hash + 1 >= uri!.Length || !uri.StartsWith("uri://", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var name = uri[(slash + 1)..hash];
        return name.Length > "Descriptor".Length && name.EndsWith("Descriptor", StringComparison.Ordinal) && char.IsAsciiLetter(name[0])
            ? new DescriptorUri(uri[..hash], uri[(hash + 1)..], char.ToLowerInvariant(name[0]) + name[1..] + "s")
            : null;
    }

    public override string ToString() => $"{Namespace}#{CodeValue}";
}
