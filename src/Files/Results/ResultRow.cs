using System.Globalization;
using System.Reflection;

namespace EdFi.BatchPerf.Files.Results;

/// <summary>The kinds of rows that <see cref="ResultTable"/> is made of; each finds its property by name.</summary>
internal static class ResultRow
{
    /// <summary>40 days.</summary>
    private const double MaxMs = 40L * 24 * 3600 * 1000;

    /// <summary>A text; where <paramref name="required"/>, no result is without it.</summary>
    public static ResultField Text(string name, bool required = false)
    {
        var (get, set) = Access<string?>(name);
        var none = IsNeeded(name) ? "" : null;
        return new ResultField
        {
            Name = name,
            Read = (field, result, row) => set(result, row.Text(field) ?? none),
            Write = (result, row) => row.Text(get(result)),
            Problem = result => required && string.IsNullOrEmpty(get(result)) ? $"{name} is empty" : null,
        };
    }

    /// <summary>A whole number between two others.</summary>
    public static ResultField Whole(string name, long least, long most, ThresholdUnit unit = ThresholdUnit.Count)
    {
        if (typeof(BatchResult).GetProperty(name)?.PropertyType == typeof(int))
        {
            var (get, set) = Access<int>(name);
            return Whole(name, least, most, unit, result => get(result), (result, value) => set(result, (int)value));
        }

        var (read, write) = Access<long>(name);
        return Whole(name, least, most, unit, read, write);
    }

    /// <summary>A whole number between two others, or none.</summary>
    public static ResultField WholeOrNone(string name, long least, long most)
    {
        var (get, set) = Access<int?>(name);
        return new ResultField
        {
            Name = name,
            Unit = ThresholdUnit.Count,
            Read = (field, result, row) => set(
                result,
                row.IsEmpty(field) ? null : (int)Math.Clamp(row.Whole(field), int.MinValue, int.MaxValue)),
            Write = (result, row) =>
            {
                if (get(result) is { } value)
                {
                    row.Whole(value);
                }
                else
                {
                    row.Empty();
                }
            },
            Problem = result => get(result) is { } value && (value < least || value > most) ? Is(name, value) : null,
        };
    }

    /// <summary>A time in milliseconds.</summary>
    public static ResultField Time(string name)
    {
        var (get, set) = Access<double>(name);
        return new ResultField
        {
            Name = name,
            Unit = ThresholdUnit.Milliseconds,
            Read = (field, result, row) => set(result, row.Number(field)),
            Write = (result, row) => row.Number(get(result)),
            Problem = result => get(result) is >= 0 and <= MaxMs ? null : Is(name, get(result)),
        };
    }

    /// <summary>A moment, which a property of its own writes exactly.</summary>
    public static ResultField Moment(string name, string exact)
    {
        var (get, set) = Access<DateTimeOffset>(name);
        return new ResultField
        {
            Name = name,
            Exact = exact,
            Read = (field, result, row) => set(result, row.Moment(field)),
            Write = (result, row) => row.Moment(get(result)),
            Problem = result => get(result).Year < 9000 ? null : $"{name} lies too far ahead",
        };
    }

    /// <summary>True or false.</summary>
    public static ResultField Truth(string name)
    {
        var (get, set) = Access<bool>(name);
        return new ResultField
        {
            Name = name,
            Read = (field, result, row) => set(result, row.Truth(field)),
            Write = (result, row) => row.Truth(get(result)),
        };
    }

    /// <summary>One of several values with names.</summary>
    public static ResultField Named<T>(string name)
        where T : struct, Enum
    {
        var names = new EnumNames<T>();
        var (get, set) = Access<T>(name);
        return new ResultField
        {
            Name = name,
            Read = (field, result, row) => set(result, row.Name(field, names)),
            Write = (result, row) => row.Name(names.Of(get(result))),
        };
    }

    /// <summary>One of several values with names, or none.</summary>
    public static ResultField NamedOrNone<T>(string name)
        where T : struct, Enum
    {
        var names = new EnumNames<T>();
        var (get, set) = Access<T?>(name);
        return new ResultField
        {
            Name = name,
            Read = (field, result, row) => set(result, row.IsEmpty(field) ? null : row.Name(field, names)),
            Write = (result, row) => row.Name(get(result) is { } value ? names.Of(value) : null),
        };
    }

    private static ResultField Whole(
        string name,
        long least,
        long most,
        ThresholdUnit unit,
        Func<BatchResult, long> get,
        Action<BatchResult, long> set) => new()
        {
            Name = name,
            Unit = unit,
            Read = (field, result, row) => set(result, row.IsEmpty(field) && field.IsLater ? get(result) : Within(row.Whole(field), most)),
            Write = (result, row) => row.Whole(get(result)),
            Problem = result => get(result) is var value && value >= least && value <= most ? null : Is(name, value),
        };

    /// <summary>
    /// Clamps a value to the range of a property that is a smaller number, so that one that is too large stays too large.
    /// </summary>
    private static long Within(long value, long most) => most <= int.MaxValue ? Math.Clamp(value, int.MinValue, int.MaxValue) : value;

    private static string Is(string name, double value) => string.Create(CultureInfo.InvariantCulture, $"{name} is {value}");

    private static bool IsNeeded(string name) =>
        new NullabilityInfoContext().Create(typeof(BatchResult).GetProperty(name)!).WriteState == NullabilityState.NotNull;

    private static (Func<BatchResult, T> Get, Action<BatchResult, T> Set) Access<T>(string name)
    {
        var property = typeof(BatchResult).GetProperty(name)
            ?? throw new ArgumentException($"BatchResult has no property {name}.", nameof(name));
        return (property.GetMethod!.CreateDelegate<Func<BatchResult, T>>(), property.SetMethod!.CreateDelegate<Action<BatchResult, T>>());
    }
}
