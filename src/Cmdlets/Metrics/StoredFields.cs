using System.Globalization;
using System.Management.Automation;
using EdFi.BatchPerf.Files.Results;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>The properties of a result that went through Start-Job, Export-Clixml, remoting, JSON or CSV.</summary>
internal sealed class StoredFields(PSObject input) : IResultReader
{
    private readonly CultureInfo _culture = WrittenText.CultureOf(input);

    /// <summary>The first property that a result has and this object has not; null where it has them all.</summary>
    public string? Missing { get; private set; }

    public bool IsEmpty(ResultField field) => input.Properties[field.Name]?.Value is null or "";

    public string? Text(ResultField field) => Value<string>(field.Name) is { Length: > 0 } text ? text : null;

    public long Whole(ResultField field) => Value<long>(field.Name);

    public double Number(ResultField field) => Value<double>(field.Name);

    public bool Truth(ResultField field) => Value<bool>(field.Name);

    public DateTimeOffset Moment(ResultField field) => Optional<DateTimeOffset>(field.Exact) ?? Value<DateTimeOffset>(field.Name);

    public T Name<T>(ResultField field, EnumNames<T> names)
        where T : struct, Enum => Value<T>(field.Name);

    /// <summary>A value that a result may lack; null where the object has none.</summary>
    public T? Optional<T>(string? name)
        where T : struct => name is null || Read(name, typeof(T)) is not { } value ? null : (T)value;

    private T? Value<T>(string name)
    {
        if (input.Properties[name] is null || (typeof(T) != typeof(string) && input.Properties[name].Value is null or ""))
        {
            Missing ??= name;
            return default;
        }

        return Read(name, typeof(T)) is { } value ? (T)value : default;
    }

    private object? Read(string name, Type type) => WrittenText.TryRead(input.Properties[name]?.Value, type, _culture, out var value)
        ? value
        : throw WrittenText.NotReadable("NotAResult", "results as Invoke-BatchVolumeTest", input.Properties[name]?.Value, name);
}
