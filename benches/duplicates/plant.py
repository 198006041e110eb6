#!/usr/bin/env python3
"""Writes customers with planted twins: plant.py ROWS OUT.csv [SEED]

Columns: code, name, tax_no, phone, twin (the code of the record that it is a copy of, empty otherwise), how (what was done to the name).
One row in seventeen is a twin, in equal parts of each way below. Chinese names are place + brand + trade + legal form, with brands of
two (half of them), three and four characters drawn by chance: denser than real names are, so that what looks alike by chance is seen.
One name in ten is English. The lists are this script's own, not those of the program.
"""
import csv
import random
import sys

PLACES = """北京 上海 天津 重庆 广州 深圳 杭州 宁波 温州 苏州 无锡 南京 常州 南通 合肥 芜湖 福州 厦门 泉州 济南 青岛 烟台 潍坊 郑州 洛阳 武汉 宜昌
长沙 株洲 南昌 成都 绵阳 西安 昆明 贵阳 南宁 柳州 沈阳 大连 哈尔滨 长春 石家庄 唐山 太原 兰州 银川 呼和浩特 海口 佛山 东莞 中山 珠海 惠州 昆山 江阴 义乌
慈溪 晋江 常熟 张家港""".split()
BRANDS = """华宇达盛恒泰瑞丰金鑫宏伟昌隆兴旺万通顺利信诚德仁和平安康宁福禄祥吉庆瑞嘉佳美丽新世纪联合众力强大远航海天地龙凤鹏飞腾跃升辉煌光明亮晶莹玉石宝珠翠竹松柏梅兰
菊荷莲花草木林森江河湖川山岳峰岭云雨雪霜风雷电奇妙巧精工良品优越卓尔群英杰俊豪迈步登科中正方圆凯旋胜捷迅驰骏马骄阳旭日东升朝霞晨曦启明星辰北斗润泽惠普博雅
文思睿智慧聪敏锐创意立业建树硕果""".replace("\n", "")
TRADES = """科技 电子 贸易 机械 建材 五金 化工 食品 服装 物流 商贸 实业 机电设备 自动化设备 环保科技 建筑工程 装饰工程 信息技术 电子商务 医疗器械 进出口 包装材料
汽车配件 新材料 生物科技 文化传媒 企业管理咨询 精密模具 塑料制品 供应链管理""".split()
FORMS = ["有限公司"] * 8 + ["股份有限公司", "有限责任公司"]
SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in ("a", "e", "i", "o", "an", "er", "is", "on")]
LINES = """Trading Logistics Electronics Machinery Plastics Chemicals Textiles Foods Packaging Engineering Automotive Components Systems Solutions
Instruments Materials Metals Furniture Furnishings Pharmaceuticals Beverages Construction Equipment""".split()
LATIN_FORMS = ["Ltd", "Inc", "GmbH", "LLC", "Co., Ltd."]
# traditional forms, and others that sound the same, of characters above
TRADITIONAL = str.maketrans("华达宝贸电机设备业实东龙凤飞腾跃辉莹兰莲马骏阳启润泽惠创树", "華達寶貿電機設備業實東龍鳳飛騰躍輝瑩蘭蓮馬駿陽啟潤澤惠創樹")
SOUNDS = dict(zip("华宇达盛恒泰瑞丰金鑫宏伟昌隆兴旺德和平福祥嘉佳美新联众力强远海龙辉光玉宝江云奇精良优杰俊凯捷迅驰旭博文智创立",
                  "骅羽答胜衡太锐峰晋欣洪维常龙星望得合苹富翔佳嘉镁鑫连重立蔷园嗨隆晖广育保姜匀齐晶粮悠洁郡楷洁训池续伯纹志闯丽"))


def chinese(rng):
    n = rng.choice((2, 2, 3, 4))
    return [rng.choice(PLACES), "".join(rng.choice(BRANDS) for _ in range(n)), rng.choice(TRADES), rng.choice(FORMS)]


def written(rng, parts):
    """What people write one way or another: certain."""
    place, brand, trade, form = parts
    return rng.choice((
        ("wide", lambda: "".join(parts) + "　"),
        ("traditional", lambda: "".join(parts).translate(TRADITIONAL)),
        ("form", lambda: place + brand + trade + {"有限公司": "公司", "有限责任公司": "有限公司"}.get(form, "股份公司")),
        ("city", lambda: place + "市" + brand + trade + form),
        ("punctuation", lambda: f"{place} {brand}{trade}（{form[:2]}）{form[2:]}"),
    ))


def slipped(rng, parts):
    """A slip, or a place left out: likely."""
    place, brand, trade, form = parts
    def put(text):
        return place + text + form
    core = brand + trade
    at = rng.randrange(len(core) - 1)
    sounding = [i for i, c in enumerate(brand) if c in SOUNDS]
    ways = [
        ("place left out", lambda: core + form),
        ("place behind", lambda: f"{core}（{place}）{form}"),
        ("missing", lambda: put(core[:at] + core[at + 1:])),
        ("added", lambda: put(core[:at + 1] + core[at] + core[at + 1:])),
        ("swapped", lambda: put(core[:at] + core[at + 1] + core[at] + core[at + 2:])),
    ]
    if sounding:
        i = rng.choice(sounding)
        ways.append(("sound", lambda: put(brand[:i] + SOUNDS[brand[i]] + brand[i + 1:] + trade)))
    return rng.choice(ways)


def english(rng):
    def word(syllables):
        return "".join(rng.choice(SYLLABLES) for _ in range(syllables)).capitalize()
    return [word(rng.choice((2, 3))), word(2) + " " + rng.choice(LINES), rng.choice(LATIN_FORMS)]


def english_twin(rng, parts):
    one, two, form = parts
    name = f"{one} {two}"
    at = rng.randrange(1, len(name) - 1)
    return rng.choice((
        ("latin case", lambda: f"{name} {form}".upper().replace(".", "")),
        ("latin form", lambda: name),
        ("latin order", lambda: f"{two} {one} {form}"),
        ("latin missing", lambda: f"{name[:at]}{name[at + 1:]} {form}"),
        ("latin other", lambda: f"{name[:at]}{'x' if name[at] != ' ' else '-'}{name[at + 1:]} {form}"),
    ))


def main():
    rows, out = int(sys.argv[1]), sys.argv[2]
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    every = 17
    known, table = set(), []
    while len(table) < rows:
        latin = rng.random() < 0.1
        parts = english(rng) if latin else chinese(rng)
        name = " ".join(parts) if latin else "".join(parts)
        if name in known:
            continue
        known.add(name)
        tax = f"{rng.randrange(10**8):08}" if rng.random() < 0.7 else ""
        phone = f"1{rng.randrange(10**10):010}" if rng.random() < 0.8 else ""
        table.append([name, tax, phone, None, ""])
        if rng.random() < 1 / (every - 1) and len(table) < rows:
            how, make = english_twin(rng, parts) if latin else (written if rng.random() < 0.5 else slipped)(rng, parts)
            twin = make()
            if twin in known:
                continue
            known.add(twin)
            # who enters a customer anew often has less of him
            table.append([twin, tax if rng.random() < 0.3 else "", phone if rng.random() < 0.3 else "", len(table) - 1, how])
    order = list(range(len(table)))
    rng.shuffle(order)
    code = {row: f"K{number:07}" for number, row in enumerate(order)}
    with open(out, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["code", "name", "tax_no", "phone", "twin", "how"])
        for row in order:
            name, tax, phone, of, how = table[row]
            writer.writerow([code[row], name, tax, phone, "" if of is None else code[of], how])


main()
